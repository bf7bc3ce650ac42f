import { z } from 'zod';

/**
 * Licences of what is distributed with the image, by their SPDX names. The LGPL is that of libraries which are used as
 * published, in files of their own that anybody can replace: libvips and libheif.
 */
const ALLOWED: ReadonlySet<string> = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'ISC',
  'LGPL-3.0',
  'LGPL-3.0-or-later',
  'MIT',
]);

const lockSchema = z.object({
  packages: z.record(
    z.string(),
    z.object({
      dev: z.boolean().default(false),
      link: z.boolean().default(false),
      license: z.string().optional(),
    }),
  ),
});

/**
 * What may not be distributed among the packages of a package-lock.json, on any platform. Development dependencies are
 * not distributed.
 */
export function wrongLicences(lock: unknown): string[] {
  return Object.entries(lockSchema.parse(lock).packages)
    .filter(([path, { dev, link }]) => path.startsWith('node_modules/') && !dev && !link)
    .filter(([, { license }]) => license === undefined || !isAllowed(license))
    .map(([path, { license = 'no licence' }]) => `${path}: ${license}`);
}

/** An SPDX expression of names, AND and OR; AND binds more closely. Anything else isn't allowed. */
function isAllowed(expression: string): boolean {
  const alternatives = expression
    .replaceAll(/[()]/g, ' ')
    .trim()
    .split(/\s+OR\s+/);
  const isPlain = !/[()]/.test(expression) || alternatives.length === 1 || !/ AND /.test(expression);
  return isPlain && alternatives.some((all) => all.split(/\s+AND\s+/).every((name) => ALLOWED.has(name.trim())));
}
