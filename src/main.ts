import { enableCompileCache } from 'node:module';

// Before anything else is loaded, so that the next start finds it all compiled.
enableCompileCache();

const { run } = await import('./run.ts');
process.exitCode = await run();
