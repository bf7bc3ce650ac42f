const FILL = 0xff;
const SOI = 0xd8;
const EOI = 0xd9;
const SOS = 0xda;
const DQT = 0xdb;
const DHT = 0xc4;
const DRI = 0xdd;
const COM = 0xfe;
const APP0 = 0xe0;
const APP1 = 0xe1;
const APP2 = 0xe2;
const APP14 = 0xee;
const APP15 = 0xef;

/** Baseline, extended and progressive, and what their decoding needs: what every program shows. */
const needed = new Set([0xc0, 0xc1, 0xc2, DHT, DQT, DRI, SOS]);

const XMP_HEADER = Buffer.from('http://ns.adobe.com/xap/1.0/\0', 'latin1');
const ICC_HEADER = Buffer.from('ICC_PROFILE\0', 'latin1');
const JFIF_HEADER = Buffer.from('JFIF\0', 'latin1');
const ADOBE_HEADER = Buffer.from('Adobe', 'latin1');
/** Bytes of a JFIF segment's data before its thumbnail's sizes, and of all of an Adobe segment's data. */
const JFIF_BASICS = 12;
const ADOBE_DATA = 12;

/**
 * Gives a JPEG that has the same image data and says nothing of itself but `xmp`: without EXIF, comments, thumbnails,
 * and whatever follows its end. What decoders need to show the colours right stays.
 * (ITU-T T.81, annex B; JFIF 1.02; ITU-T T.872, 6.5.3 for Adobe's segment; ICC.1, annex B; XMP part 3, "JPEG")
 * @returns nothing for a file whose structure is not the usual one
 */
export function retagJpeg(bytes: Buffer, xmp: string): Buffer | undefined {
  const parts: Buffer[] = [Buffer.from([FILL, SOI])];
  const tag = segment(APP1, Buffer.concat([XMP_HEADER, Buffer.from(xmp)]));
  let tagged = false;
  if (bytes[0] !== FILL || bytes[1] !== SOI) return undefined;

  for (let at = 2; ;) {
    if (bytes[at] !== FILL) return undefined;
    while (bytes[at + 1] === FILL) at += 1;
    const marker = bytes[at + 1] ?? 0;
    if (marker === EOI) return tagged ? Buffer.concat([...parts, Buffer.from([FILL, EOI])]) : undefined;
    if (at + 4 > bytes.length) return undefined;
    const end = at + 2 + bytes.readUInt16BE(at + 2);
    if (end < at + 4 || end > bytes.length) return undefined;
    const kept = keptOf(marker, bytes.subarray(at, end));
    if (kept === 'unusual') return undefined;
    // A JFIF segment has to be the first.
    if (!tagged && marker !== APP0) {
      parts.push(tag);
      tagged = true;
    }
    if (kept) parts.push(kept);
    at = end;
    if (marker === SOS) {
      at = endOfScan(bytes, end);
      parts.push(bytes.subarray(end, at));
    }
  }
}

/** What stays of a segment; nothing where it goes as a whole. */
function keptOf(marker: number, whole: Buffer): Buffer | undefined | 'unusual' {
  if (needed.has(marker)) return whole;
  if (marker === COM) return undefined;
  if (marker < APP0 || marker > APP15) return 'unusual';
  const data = whole.subarray(4);
  if (marker === APP0 && startsWith(data, JFIF_HEADER) && data.length >= JFIF_BASICS) {
    return segment(APP0, Buffer.concat([data.subarray(0, JFIF_BASICS), Buffer.alloc(2)]));
  }
  if (marker === APP2 && startsWith(data, ICC_HEADER)) return whole;
  if (marker === APP14 && startsWith(data, ADOBE_HEADER)) return segment(APP14, data.subarray(0, ADOBE_DATA));
  return undefined;
}

/** Where the next marker is that is no restart in the scan's data; in the data no other one can be. */
function endOfScan(bytes: Buffer, from: number): number {
  for (let at = from; ; at += 2) {
    at = bytes.indexOf(FILL, at);
    if (at < 0) return bytes.length;
    const next = bytes[at + 1] ?? 0;
    const inData = next === 0 || (next >= 0xd0 && next <= 0xd7);
    if (!inData) return at;
  }
}

function segment(marker: number, data: Buffer): Buffer {
  const head = Buffer.from([FILL, marker, 0, 0]);
  head.writeUInt16BE(data.length + 2, 2);
  return Buffer.concat([head, data]);
}

function startsWith(data: Buffer, header: Buffer): boolean {
  return data.subarray(0, header.length).equals(header);
}
