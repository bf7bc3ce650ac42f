import { enableCompileCache } from 'node:module';

// Before anything else is loaded, so that the next start finds all of it compiled. `npm start` enables it even earlier,
// by NODE_COMPILE_CACHE: then Node doesn't load its type stripper for this file.
enableCompileCache();

const { run } = await import('./run.ts');
process.exitCode = await run();
