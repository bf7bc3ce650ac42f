import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/** What runs before the build is chosen, and what finds the project's files from the build too. */
const MAY_LOOK = ['src/start.js', 'src/fresh-build.js', 'src/root.ts'];
/** Packages are found from the build as well. The build takes in what is required like this (`scripts/build.js`). */
const PACKAGES = /import\.meta\.resolve\('\w[^']+'\)|createRequire\(import\.meta\.url\)\('@?\w[^']+'\)/g;

test('code that may run from the build looks for files of the project by src/root.ts only', () => {
  const files = globSync(['src/**/*.{ts,js}', 'commands/**/*.ts']).map((file) => file.replaceAll('\\', '/'));
  const looking = files.filter((file) => readFileSync(file, 'utf8').replaceAll(PACKAGES, '').includes('import.meta'));
  expect(looking.toSorted()).toEqual(MAY_LOOK.toSorted());
});
