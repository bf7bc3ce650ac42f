import { readFileSync } from 'node:fs';
import { wrongLicences } from './support/licences.ts';

// `npm run check:licences`: whether all that is distributed has a licence that allows it.

const wrong = wrongLicences(JSON.parse(readFileSync('package-lock.json', 'utf8')));
for (const line of wrong) console.error(line);
if (wrong.length > 0) {
  console.error(
    'Choose another package, or add its licence to scripts/support/licences.ts if its licence allows distribution.',
  );
  process.exitCode = 1;
}
