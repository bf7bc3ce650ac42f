import { execFile } from 'node:child_process';
import { isOlder, libheifVersion, SAFE_LIBHEIF } from '../src/picture/codecs/heic/libheif-version.ts';
import { auditFinding, newestVersion } from './support/advisories.ts';

// `npm run check:advisories`: known vulnerabilities of what is distributed. What can't be asked, since there is no
// network, is said and doesn't count.

const RELEASES = 'https://api.github.com/repos/strukturag/libheif/releases/latest';

const audit = auditFinding(await output('npm', ['audit', '--omit=dev', '--audit-level=high', '--json']));
const version = await libheifVersion();
const findings = [
  audit,
  {
    isWrong: isOlder(version, SAFE_LIBHEIF),
    says: `libheif in libheif-js is ${version}; the oldest without known vulnerabilities is ${SAFE_LIBHEIF}.`,
  },
  await aboutNewest(),
];
for (const { says, isWrong } of findings) console.log(`${isWrong ? 'wrong' : 'ok   '} ${says}`);
if (findings.some(({ isWrong }) => isWrong)) process.exitCode = 1;

/** Whether somebody has to read the notes of a newer release. */
async function aboutNewest() {
  try {
    const response = await fetch(RELEASES, { signal: AbortSignal.timeout(10_000) });
    const newest = newestVersion(await response.json());
    if (newest === undefined) return { isWrong: false, says: 'GitHub did not say which libheif is the newest.' };
    const isNewer = isOlder(SAFE_LIBHEIF, newest);
    const what = isNewer ? 'if it fixes vulnerabilities, record it in libheif-version.ts' : 'it is recorded';
    return { isWrong: isNewer, says: `The newest libheif is ${newest}: ${what}.` };
  } catch {
    return { isWrong: false, says: 'GitHub could not be asked for the newest libheif.' };
  }
}

/** What a command prints, whatever its exit code. */
function output(command: string, words: readonly string[]): Promise<string> {
  return new Promise((resolve) => {
    execFile(command, words, { maxBuffer: 64 * 1024 * 1024, shell: process.platform === 'win32' }, (_error, printed) =>
      resolve(printed),
    );
  });
}
