// The one file that is plain JavaScript: Node would load its TypeScript stripper for it before there is a cache to have
// the stripped text from, which takes 30 ms of each start.
import { enableCompileCache } from 'node:module';

// Before anything else is loaded, so that the next start finds it all compiled.
enableCompileCache();

const { run } = await import('./run.ts');
process.exitCode = await run();
