import { newLibheif } from './libheif.ts';

/**
 * The oldest version of libheif without a known vulnerability. Change it with each of libheif's security releases.
 *
 * @see https://github.com/strukturag/libheif/releases/tag/v1.23.5 "a security and bugfix release […] One of the fixed
 *   issues is rated high", 21 September 2026
 * @see https://github.com/strukturag/libheif/security/advisories
 */
export const SAFE_LIBHEIF = '1.23.5';

/** The version of libheif within libheif-js, as it reports it itself. The package's own version is not compared. */
export async function libheifVersion(): Promise<string> {
  // Three bytes: major, minor, maintenance.
  const number = (await newLibheif())._heif_get_version_number();
  return [number >>> 24, (number >>> 16) & 0xff, (number >>> 8) & 0xff].join('.');
}

/** Whether a version, as 1.23.5, is older than another. */
export function isOlder(version: string, than: string): boolean {
  const [ours, theirs] = [partsOf(version), partsOf(than)];
  const index = ours.findIndex((part, place) => part !== theirs[place]);
  return index >= 0 && (ours[index] ?? 0) < (theirs[index] ?? 0);
}

const partsOf = (version: string): number[] => version.split('.').map(Number);
