// After an installation: builds `dist/`, if what that needs was installed too. Any Node can run this. Whatever happens to
// the build, the installation has succeeded, since the bot can run its source.
import { spawnSync } from 'node:child_process';

spawnSync(process.execPath, ['scripts/build.js']);
