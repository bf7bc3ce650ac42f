// Writes the seccomp filters of picture processes: `npm run build:filters`.
import { writeFileSync } from 'node:fs';
import { seccompFilter } from './filters/seccomp-filter.ts';

for (const arch of ['x64', 'arm64'] as const) {
  writeFileSync(new URL(`../src/picture/process/sandbox/filter-${arch}.bpf`, import.meta.url), seccompFilter(arch));
}
