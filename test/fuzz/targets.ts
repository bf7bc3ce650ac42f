import type { FuzzTarget } from './support/target.ts';
import { bmp } from './targets/bmp.ts';
import { chunks } from './targets/chunks.ts';
import { endpoint } from './targets/endpoint.ts';
import { frames } from './targets/frames.ts';
import { heic } from './targets/heic.ts';
import { identifier } from './targets/identifier.ts';
import { interactions } from './targets/interactions.ts';
import { jpeg } from './targets/jpeg.ts';
import { messages } from './targets/messages.ts';
import { phrases } from './targets/phrases.ts';
import { sizes } from './targets/sizes.ts';
import { tiff } from './targets/tiff.ts';

/** All that reads bytes or words of strangers. */
export const targets: readonly FuzzTarget[] = [
  identifier,
  sizes,
  jpeg,
  heic,
  tiff,
  bmp,
  chunks,
  endpoint,
  messages,
  interactions,
  phrases,
  frames,
];

/** @throws Error if there is no target of this name. */
export function targetNamed(name: string): FuzzTarget {
  const target = targets.find((one) => one.name === name);
  if (!target) throw new Error(`There is no target "${name}": ${targets.map((one) => one.name).join(', ')}`);
  return target;
}
