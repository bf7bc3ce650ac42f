import type { Rect } from '../../rect.ts';
import { CHAT_BOX } from './chat-size.ts';

/** How many tiles are in a row and a column, and the width of a tile as a multiple of its height. */
export interface Arrangement {
  readonly columns: number;
  readonly rows: number;
  readonly shape: number;
}

export interface Grid {
  readonly width: number;
  readonly height: number;
  /** All of the same size, in reading order. */
  readonly tiles: readonly Rect[];
}

/** Chats cut or shrink what is wider or taller. */
export const WIDEST = 16 / 9;
export const TALLEST = 4 / 5;
/** Distance between tiles, as a share of a tile's shorter side. */
const GAP = 0.022;
/** The least width of a tile in the chat, in its pixels: two plates fit in side by side. */
const NARROWEST = 80;
const MOST_COLUMNS = Math.floor(CHAT_BOX.width / NARROWEST);
/** A full grid looks better than one with space left, even if its tiles are a little smaller. */
const EMPTY_PLACE = 0.08;

/**
 * Arranges tiles so that what they show is as large as possible in a chat, in a whole that is neither wider than 16:9 nor
 * taller than 4:5.
 *
 * @param shape of what each tile shows: its width as a multiple of its height.
 */
export function arrangeTiles(count: number, shape: number): Arrangement {
  const ways = Array.from({ length: Math.min(count, MOST_COLUMNS) }, (_, index): Arrangement => {
    const columns = index + 1;
    const rows = Math.ceil(count / columns);
    const narrowest = Math.max((TALLEST * (rows + (rows - 1) * GAP)) / columns, (NARROWEST * rows) / CHAT_BOX.height);
    const widest = (WIDEST * rows) / (columns + (columns - 1) * GAP);
    return { columns, rows, shape: between(narrowest, shape, widest) };
  });
  const scored = ways.map((way) => ({ way, score: shownHeight(way, shape) - EMPTY_PLACE * emptyShare(way, count) }));
  const [best] = scored.sort((a, b) => b.score - a.score);
  return best?.way ?? { columns: 1, rows: 1, shape };
}

/** The height at which the chat shows what is in a tile, as a share of the height of the chat's box. */
function shownHeight({ columns, rows, shape: tile }: Arrangement, shape: number): number {
  const height = Math.min(CHAT_BOX.width / (columns * tile), CHAT_BOX.height / rows);
  return Math.min(height, (height * tile) / shape) / CHAT_BOX.height;
}

/** Empty places, as a share of a row. A whole empty row is never wanted. */
function emptyShare({ columns, rows }: Arrangement, count: number): number {
  const empty = columns * rows - count;
  return empty >= columns ? Infinity : empty / columns;
}

/** Places tiles whose shorter side has this many pixels. A last row that isn't full is in the middle. */
export function layOutTiles(count: number, { columns, rows, shape }: Arrangement, shorterSide: number): Grid {
  const tile = {
    width: Math.round(shorterSide * Math.max(1, shape)),
    height: Math.round(shorterSide / Math.min(1, shape)),
  };
  const gap = Math.max(2, Math.round(shorterSide * GAP));
  const span = (places: number, side: number) => places * side + (places - 1) * gap;
  const width = span(columns, tile.width);
  const tiles = Array.from({ length: count }, (_, index): Rect => {
    const row = Math.floor(index / columns);
    const inRow = Math.min(columns, count - row * columns);
    const left = Math.round((width - span(inRow, tile.width)) / 2);
    return { ...tile, x: left + (index % columns) * (tile.width + gap), y: row * (tile.height + gap) };
  });
  return { width, height: span(rows, tile.height), tiles };
}

export function between(least: number, value: number, most: number): number {
  return Math.max(least, Math.min(value, most));
}
