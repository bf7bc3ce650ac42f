import { writeFile } from 'node:fs/promises';
import { configurationPage, envExample } from './documents/configuration.ts';

// `npm run docs:configuration`: writes the documents that say what every variable means, from src/config/variables.ts.

await writeFile('docs/configuration.md', configurationPage());
await writeFile('.env.example', envExample());
