import * as fc from 'fast-check';

const SURROGATES = { first: 0xd800, count: 0x800 };

const character = fc
  .nat(0x10_ffff - SURROGATES.count)
  .map((place) => String.fromCodePoint(place < SURROGATES.first ? place : place + SURROGATES.count));

/**
 * Any text, as of `unit: 'binary'`, which first makes a table of all code points: a second of processor time.
 * @param maxLength code points
 */
export const anyText = (maxLength?: number) =>
  fc.string({ unit: character, ...(maxLength !== undefined && { maxLength }) });

/** Any web address, as of `fc.webUrl`, which first makes the same table. */
export const anyUrl = () =>
  fc
    .tuple(
      fc.constantFrom('http', 'https'),
      fc.webAuthority(),
      fc.array(anyText(5), { maxLength: 4 }),
      anyText(),
      anyText(),
    )
    .map(([scheme, host, path, query, fragment]) => {
      const segments = path.map((segment) => `/${encodeURIComponent(segment)}`).join('');
      return `${scheme}://${host}${segments}?${encodeURIComponent(query)}#${encodeURIComponent(fragment)}`;
    });
