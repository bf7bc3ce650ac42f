import { enableCompileCache } from 'node:module';

// Before anything else is loaded, so that the next start finds it all compiled. `npm start` has it even earlier, by
// NODE_COMPILE_CACHE: this file needs no stripping then, for which Node would first load its stripper.
enableCompileCache();

const { run } = await import('./run.ts');
process.exitCode = await run();
