import type { APISelectMenuOption } from 'discord.js';
import type { Rect } from '../../rect.ts';
import { text, type Locale } from '../../i18n/text.ts';

interface Photo {
  /** From left to right, in pixels of the photo. */
  readonly faces: readonly Rect[];
  readonly width: number;
  readonly height: number;
}

/** A face smaller than this part of the largest one's area is called smaller. */
const SMALLER = 0.7;

/** Describes each face in words, for people who can't see the numbers. No two descriptions are the same. */
export function faceOptions(locale: Locale, { faces, width, height }: Photo): APISelectMenuOption[] {
  const largest = Math.max(...faces.map(areaOf));
  const described = faces.map((face) => ({
    place: placeOf(locale, face, width, height),
    size: text(locale, areaOf(face) > largest * SMALLER ? 'size_large' : 'size_smaller'),
  }));
  return described.map(({ place, size }, index) => {
    const alike = described.filter((other) => other.place === place && other.size === size).length > 1;
    const order = text(locale, 'face_order', { position: index + 1, count: faces.length });
    return {
      label: text(locale, 'face_option', { number: index + 1, place }),
      description: alike ? `${size}, ${order}` : size,
      value: String(index),
    };
  });
}

/** In which third of the photo a face is. Of the middle thirds only one is named. */
function placeOf(locale: Locale, face: Rect, width: number, height: number): string {
  const across = (['place_left', undefined, 'place_right'] as const)[third(face.x + face.width / 2, width)];
  const down = (['place_top', undefined, 'place_bottom'] as const)[third(face.y + face.height / 2, height)];
  const named = [across, down].filter((key) => key !== undefined);
  return (named.length > 0 ? named : (['place_middle'] as const)).map((key) => text(locale, key)).join(', ');
}

function third(middle: number, whole: number): number {
  return Math.max(0, Math.min(2, Math.floor((middle / whole) * 3)));
}

function areaOf({ width, height }: Rect): number {
  return width * height;
}
