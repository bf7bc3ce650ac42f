import { colourSpaceOf } from './colour-space.ts';
import type { ColourSpace } from './colour-space.ts';

interface Box {
  readonly type: string;
  readonly data: Buffer;
}

const MOST_BOXES = 1000;

/**
 * Reads the colour space that a HEIF file (AVIF, HEIC) declares by codes for its primary item. (ISO/IEC 14496-12,
 * 12.1.5: `colr` of type `nclx`; ISO/IEC 23008-12, 9.3: `iprp`)
 * @returns undefined if the file has no codes
 */
export function readNclx(bytes: Buffer): ColourSpace | undefined {
  const meta = find(boxesIn(bytes), 'meta');
  if (!meta) return undefined;
  const parts = boxesIn(meta.subarray(4));
  const properties = boxesIn(find(parts, 'iprp') ?? Buffer.alloc(0));
  const all = boxesIn(find(properties, 'ipco') ?? Buffer.alloc(0));
  const primary = primaryItem(find(parts, 'pitm'));
  const associations = properties.filter(({ type }) => type === 'ipma');
  const own = associations.flatMap(({ data }) => propertiesOf(data, primary)).map((index) => all[index - 1]);
  const codes = own.find((box) => box?.type === 'colr' && box.data.toString('latin1', 0, 4) === 'nclx')?.data;
  return codes && codes.length >= 8 ? colourSpaceOf(codes.readUInt16BE(4), codes.readUInt16BE(6)) : undefined;
}

function boxesIn(data: Buffer): Box[] {
  const boxes: Box[] = [];
  for (let at = 0; at + 8 <= data.length && boxes.length < MOST_BOXES;) {
    const short = data.readUInt32BE(at);
    if (short === 1 && at + 16 > data.length) break;
    const head = short === 1 ? 16 : 8;
    // A size of 0 means: to the end of the file.
    const size = short === 1 ? Number(data.readBigUInt64BE(at + 8)) : short === 0 ? data.length - at : short;
    if (size < head || at + size > data.length) break;
    boxes.push({ type: data.toString('latin1', at + 4, at + 8), data: data.subarray(at + head, at + size) });
    at += size;
  }
  return boxes;
}

function find(boxes: readonly Box[], wanted: string): Buffer | undefined {
  return boxes.find(({ type }) => type === wanted)?.data;
}

function primaryItem(pitm: Buffer | undefined): number | undefined {
  if (!pitm || pitm.length < 6) return undefined;
  if (pitm[0] === 0) return pitm.readUInt16BE(4);
  return pitm.length >= 8 ? pitm.readUInt32BE(4) : undefined;
}

/** The properties of an item, as indexes that start at 1. */
function propertiesOf(ipma: Buffer, wanted: number | undefined): number[] {
  const found: number[] = [];
  if (ipma.length < 8) return found;
  const idSize = ipma[0] === 0 ? 2 : 4;
  const wide = ((ipma[3] ?? 0) & 1) === 1;
  const size = wide ? 2 : 1;
  for (let at = 8; at + idSize < ipma.length;) {
    const id = ipma.readUIntBE(at, idSize);
    const first = at + idSize + 1;
    const end = first + (ipma[first - 1] ?? 0) * size;
    if (end > ipma.length) break;
    if (id === wanted) {
      // The highest bit marks the property as essential.
      for (let place = first; place < end; place += size) {
        found.push(wide ? ipma.readUInt16BE(place) & 0x7fff : ipma.readUInt8(place) & 0x7f);
      }
    }
    at = end;
  }
  return found;
}
