import type { Cicp } from './read-tile.ts';

type Pair = readonly [x: number, y: number];
type Triple = readonly [number, number, number];

interface Primaries {
  readonly red: Pair;
  readonly green: Pair;
  readonly blue: Pair;
  readonly white: Pair;
}

const D65: Pair = [0.3127, 0.329];
const C: Pair = [0.31, 0.316];
const DCI: Pair = [0.314, 0.351];
const SMPTE170: Primaries = { red: [0.63, 0.34], green: [0.31, 0.595], blue: [0.155, 0.07], white: D65 };
const P3 = { red: [0.68, 0.32], green: [0.265, 0.69], blue: [0.15, 0.06] } as const;

/** ITU-T H.273, table 2, but for 1 (sRGB's). */
const primariesByNumber: Readonly<Record<number, Primaries>> = {
  4: { red: [0.67, 0.33], green: [0.21, 0.71], blue: [0.14, 0.08], white: C },
  5: { red: [0.64, 0.33], green: [0.29, 0.6], blue: [0.15, 0.06], white: D65 },
  6: SMPTE170,
  7: SMPTE170,
  8: { red: [0.681, 0.319], green: [0.243, 0.692], blue: [0.145, 0.049], white: C },
  9: { red: [0.708, 0.292], green: [0.17, 0.797], blue: [0.131, 0.046], white: D65 },
  11: { ...P3, white: DCI },
  12: { ...P3, white: D65 },
  22: { red: [0.63, 0.34], green: [0.295, 0.605], blue: [0.155, 0.077], white: D65 },
};
const srgbPrimaries: Primaries = { red: [0.64, 0.33], green: [0.3, 0.6], blue: [0.15, 0.06], white: D65 };

/** Candelas a square metre of white paper in HDR pictures (ITU-R BT.2408). */
const HDR_WHITE = 203;

/**
 * ITU-T H.273, table 3: what share of white's light a value stands for; but those that screens show as sRGB, which are
 * most: photos marked as BT.709 mean it too. Of HDR, what is brighter than white becomes white.
 */
const lightByNumber: Readonly<Record<number, (value: number) => number>> = {
  4: (value) => value ** 2.2,
  5: (value) => value ** 2.8,
  8: (value) => value,
  16: (value) => (pq(value) * 10_000) / HDR_WHITE,
  18: (value) => hlg(value) / hlg(0.75),
};

function srgbLight(value: number): number {
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}

/** SMPTE ST 2084: a share of 10,000 cd/m². */
function pq(value: number): number {
  const root = value ** (1 / 78.84375);
  return (Math.max(0, root - 0.8359375) / (18.8515625 - 18.6875 * root)) ** (1 / 0.1593017578125);
}

/** ARIB STD-B67. */
function hlg(value: number): number {
  return value <= 0.5 ? value ** 2 / 3 : (Math.exp((value - 0.55991073) / 0.17883277) + 0.28466892) / 12;
}

/**
 * Makes the ICC profile that says what a picture's code points (CICP, "nclx") say: colour management reads profiles
 * only. Nothing for sRGB.
 */
export function profileOf(cicp: Pick<Cicp, 'primaries' | 'transfer'> | undefined): Buffer | undefined {
  const primaries = primariesByNumber[cicp?.primaries ?? 1];
  const light = lightByNumber[cicp?.transfer ?? 13];
  if (!primaries && !light) return undefined;
  return writeProfile(adaptedColumns(primaries ?? srgbPrimaries), light ?? srgbLight);
}

const POINTS = 1024;
/** CIE XYZ of the light that profiles are relative to. */
const D50: Triple = [0.9642, 1, 0.8249];

/** An ICC profile of version 4.2 (ICC.1:2004-10) with a matrix and one curve. */
function writeProfile(columns: readonly [Triple, Triple, Triple], light: (value: number) => number): Buffer {
  const curve = Buffer.alloc(12 + 2 * POINTS);
  curve.write('curv', 'latin1');
  curve.writeUInt32BE(POINTS, 8);
  for (let point = 0; point < POINTS; point++) {
    const share = Math.min(1, Math.max(0, light(point / (POINTS - 1))));
    curve.writeUInt16BE(Math.round(share * 0xffff), 12 + 2 * point);
  }
  const [red, green, blue] = columns;
  const tags: readonly (readonly [names: readonly string[], data: Buffer])[] = [
    [['desc', 'cprt'], multilingual('CICP')],
    [['wtpt'], xyz(D50)],
    [['rXYZ'], xyz(red)],
    [['gXYZ'], xyz(green)],
    [['bXYZ'], xyz(blue)],
    [['rTRC', 'gTRC', 'bTRC'], curve],
  ];
  const count = tags.reduce((sum, [names]) => sum + names.length, 0);
  const head = Buffer.alloc(128 + 4 + 12 * count);
  head.writeUInt32BE(count, 128);
  let entry = 132;
  let end = head.length;
  for (const [names, data] of tags) {
    for (const name of names) {
      head.write(name, entry, 'latin1');
      head.writeUInt32BE(end, entry + 4);
      head.writeUInt32BE(data.length, entry + 8);
      entry += 12;
    }
    end += data.length;
  }
  head.writeUInt32BE(end, 0);
  head.writeUInt32BE(0x04200000, 8);
  head.write('mntrRGB XYZ ', 12, 'latin1');
  head.write('acsp', 36, 'latin1');
  xyz(D50).copy(head, 68, 8);
  return Buffer.concat([head, ...tags.map(([, data]) => data)]);
}

function xyz(values: Triple): Buffer {
  const data = Buffer.alloc(20);
  data.write('XYZ ', 'latin1');
  values.forEach((value, index) => data.writeInt32BE(Math.round(value * 0x10000), 8 + 4 * index));
  return data;
}

function multilingual(text: string): Buffer {
  const characters = Buffer.from(text, 'utf16le').swap16();
  const data = Buffer.alloc(28);
  data.write('mluc', 'latin1');
  data.writeUInt32BE(1, 8);
  data.writeUInt32BE(12, 12);
  data.write('enUS', 16, 'latin1');
  data.writeUInt32BE(characters.length, 20);
  data.writeUInt32BE(28, 24);
  return Buffer.concat([data, characters]);
}

/** The XYZ of full red, green and blue, seen under D50 (Bradford). */
function adaptedColumns({ red, green, blue, white }: Primaries): readonly [Triple, Triple, Triple] {
  const target = toXyz(white);
  const [r, g, b] = [toXyz(red), toXyz(green), toXyz(blue)];
  const amounts = solve(r, g, b, target);
  const [fromCone, toCone] = [bradford(target), bradford(D50)];
  const adapt = (colour: Triple, amount: number): Triple => {
    const cone = bradford(colour).map(
      (value, index) => (value * amount * (toCone[index] ?? 0)) / (fromCone[index] ?? 1),
    );
    const [x = 0, y = 0, z = 0] = cone;
    return solve([0.8951, -0.7502, 0.0389], [0.2664, 1.7135, -0.0685], [-0.1614, 0.0367, 1.0296], [x, y, z]);
  };
  return [adapt(r, amounts[0]), adapt(g, amounts[1]), adapt(b, amounts[2])];
}

function toXyz([x, y]: Pair): Triple {
  return [x / y, 1, (1 - x - y) / y];
}

function bradford([x, y, z]: Triple): Triple {
  return [
    0.8951 * x + 0.2664 * y - 0.1614 * z,
    -0.7502 * x + 1.7135 * y + 0.0367 * z,
    0.0389 * x - 0.0685 * y + 1.0296 * z,
  ];
}

/** How much of each column makes the target (Cramer's rule). */
function solve(a: Triple, b: Triple, c: Triple, target: Triple): Triple {
  const whole = determinant(a, b, c);
  return [determinant(target, b, c) / whole, determinant(a, target, c) / whole, determinant(a, b, target) / whole];
}

function determinant([a, d, g]: Triple, [b, e, h]: Triple, [c, f, i]: Triple): number {
  return a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g);
}
