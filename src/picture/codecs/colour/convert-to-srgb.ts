import type { Pixels } from '../pixels.ts';
import { SRGB } from './colour-space.ts';
import type { Chromaticities, ColourSpace } from './colour-space.ts';

type Matrix = readonly [number, number, number, number, number, number, number, number, number];

/** Size of the lookup table from light to sample: fine enough for the darkest 8-bit values. */
const STEPS = 8192;
/** Light above this is compressed to stay below white. */
const KNEE = 0.8;

/** Converts RGB or RGBA pixels to sRGB, in place. Colours outside sRGB become the nearest one inside. */
export function convertToSrgb({ data, info: { channels } }: Pixels, { chromaticities, light }: ColourSpace): void {
  const lights = Float64Array.from({ length: 256 }, (_, sample) => light(sample / 255));
  const [rr, rg, rb, gr, gg, gb, br, bg, bb] = multiply(inverse(toXyz(SRGB)), toXyz(chromaticities));
  const samples = Uint8Array.from({ length: STEPS + 1 }, (_, step) => Math.round(255 * srgbSample(step / STEPS)));
  const sampleOf = (value: number) => samples[Math.round(Math.min(1, Math.max(0, value)) * STEPS)] ?? 0;
  const hdr = light(1) > 1.01;

  for (let at = 0; at + 2 < data.length; at += channels) {
    const r = lights[data[at] ?? 0] ?? 0;
    const g = lights[data[at + 1] ?? 0] ?? 0;
    const b = lights[data[at + 2] ?? 0] ?? 0;
    let red = rr * r + rg * g + rb * b;
    let green = gr * r + gg * g + gb * b;
    let blue = br * r + bg * g + bb * b;
    if (hdr) {
      const most = Math.max(red, green, blue);
      // The same factor for all three channels keeps the hue.
      const factor = most > KNEE ? (KNEE + (1 - KNEE) * Math.tanh((most - KNEE) / (1 - KNEE))) / most : 1;
      red *= factor;
      green *= factor;
      blue *= factor;
    }
    data[at] = sampleOf(red);
    data[at + 1] = sampleOf(green);
    data[at + 2] = sampleOf(blue);
  }
}

/** IEC 61966-2-1. */
function srgbSample(light: number): number {
  return light <= 0.0031308 ? 12.92 * light : 1.055 * light ** (1 / 2.4) - 0.055;
}

/** The matrix from linear RGB to XYZ, scaled so that white is (1, 1, 1) in every colour space. */
function toXyz([xr, yr, xg, yg, xb, yb, xw, yw]: Chromaticities): Matrix {
  const columns: Matrix = [xr, xg, xb, yr, yg, yb, z(xr, yr), z(xg, yg), z(xb, yb)];
  const [wx, wy, wz] = [xw / yw, 1, z(xw, yw) / yw];
  const [a, b, c, d, e, f, g, h, i] = inverse(columns);
  const [r, gr, bl] = [a * wx + b * wy + c * wz, d * wx + e * wy + f * wz, g * wx + h * wy + i * wz];
  // Dividing each row by the white point (von Kries adaptation) keeps grey neutral.
  return [
    (columns[0] * r) / wx,
    (columns[1] * gr) / wx,
    (columns[2] * bl) / wx,
    columns[3] * r,
    columns[4] * gr,
    columns[5] * bl,
    (columns[6] * r) / wz,
    (columns[7] * gr) / wz,
    (columns[8] * bl) / wz,
  ];
}

function z(x: number, y: number): number {
  return 1 - x - y;
}

function multiply(one: Matrix, other: Matrix): Matrix {
  const [a, b, c, d, e, f, g, h, i] = one;
  const column = (x: number, y: number, z: number) =>
    [a * x + b * y + c * z, d * x + e * y + f * z, g * x + h * y + i * z] as const;
  const [p, s, v] = column(other[0], other[3], other[6]);
  const [q, t, w] = column(other[1], other[4], other[7]);
  const [r, u, x] = column(other[2], other[5], other[8]);
  return [p, q, r, s, t, u, v, w, x];
}

function inverse([a, b, c, d, e, f, g, h, i]: Matrix): Matrix {
  const [A, B, C] = [e * i - f * h, f * g - d * i, d * h - e * g];
  const whole = a * A + b * B + c * C;
  return [
    A / whole,
    (c * h - b * i) / whole,
    (b * f - c * e) / whole,
    B / whole,
    (a * i - c * g) / whole,
    (c * d - a * f) / whole,
    C / whole,
    (b * g - a * h) / whole,
    (a * e - b * d) / whole,
  ];
}
