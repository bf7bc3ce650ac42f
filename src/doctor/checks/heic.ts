import { isOlder, libheifVersion, SAFE_LIBHEIF } from '../../picture/codecs/heic/libheif-version.ts';
import { ok, warning, type Check, type Finding } from '../finding.ts';

/** Whether HEIC files are opened by a libheif with known vulnerabilities. */
export const heic: Check = {
  name: 'HEIC',
  async run({ config }) {
    return [config.heic ? heicFinding(await libheifVersion()) : ok('HEIC photos are refused (HEIC=off).')];
  },
};

/** @param version of the libheif that opens them. */
export function heicFinding(version: string): Finding {
  if (!isOlder(version, SAFE_LIBHEIF)) return ok(`HEIC photos are opened by libheif ${version}.`);
  return warning(
    `HEIC photos are opened by libheif ${version}; ${SAFE_LIBHEIF} fixes vulnerabilities.`,
    'Update the bot. If there is no update yet, set HEIC=off to refuse these photos; SECURITY.md says how the bot is protected meanwhile.',
  );
}
