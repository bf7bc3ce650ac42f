import { describe, expect, test } from 'vitest';
import { CHAT_BOX, chatScale, plateHeight } from '../../../../src/picture/compose/chat-size.ts';
import { areaInCommon } from '../../../../src/picture/compose/plate-places.ts';
import { arrangeTiles, layOutTiles } from '../../../../src/picture/compose/tile-layout.ts';
import { plateWidth, SIGN_SHARE } from '../../../../src/picture/drawing/plate.ts';

/** From three faces above each other to three faces side by side. */
const SHAPES = [0.3, 0.56, 0.8, 0.88, 1, 1.33, 1.78, 2.5, 3.5];
const COUNTS = Array.from({ length: 9 }, (_, index) => index + 2);
const cases = COUNTS.flatMap((count) => SHAPES.map((shape) => [count, shape] as const));

const layOut = (count: number, shape: number, side = 400) => layOutTiles(count, arrangeTiles(count, shape), side);

describe.each(cases)('%i tiles of the shape %f', (count, shape) => {
  const grid = layOut(count, shape);
  const [first, ...others] = grid.tiles;

  test('the tiles are of the same size, in the grid, and apart', () => {
    expect(grid.tiles).toHaveLength(count);
    for (const { width, height } of others) expect({ width, height }).toEqual(sizeOf(first));
    for (const [index, tile] of grid.tiles.entries()) {
      expect(Math.min(tile.x, tile.y)).toBeGreaterThanOrEqual(0);
      expect(tile.x + tile.width).toBeLessThanOrEqual(grid.width);
      expect(tile.y + tile.height).toBeLessThanOrEqual(grid.height);
      for (const other of grid.tiles.slice(index + 1)) {
        expect(areaInCommon(tile, other)).toBe(0);
        // In reading order.
        expect(other.y > tile.y || (other.y === tile.y && other.x > tile.x)).toBe(true);
      }
    }
  });

  test('the grid is neither wider than 16:9 nor taller than 4:5', () => {
    // Sides are whole pixels.
    expect(grid.width / grid.height).toBeLessThan((16 / 9) * 1.002);
    expect(grid.width / grid.height).toBeGreaterThan(0.8 * 0.998);
  });

  test('labels are at least 12 pixels high in the chat, and leave room for the mark', () => {
    const plate = plateHeight(grid, first);
    expect((plate * SIGN_SHARE) / chatScale(grid)).toBeGreaterThanOrEqual(12);
    expect((plate * SIGN_SHARE) / (grid.width / CHAT_BOX.width)).toBeGreaterThanOrEqual(12);
    const room = plateWidth(80, plate) + plateWidth('AI', plate) + 2 * plate * 0.35;
    expect(room).toBeLessThan(sizeOf(first).width);
  });
});

test.each([
  [2, 2, 1],
  [3, 3, 1],
  [4, 2, 2],
  [6, 3, 2],
  [8, 4, 2],
  [9, 3, 3],
  [10, 5, 2],
])('%i tiles of one face are %i columns and %i rows', (count, columns, rows) => {
  expect(arrangeTiles(count, 0.88)).toMatchObject({ columns, rows });
});

test('faces side by side are one above the other, and the other way round', () => {
  expect(arrangeTiles(3, 3.5)).toMatchObject({ columns: 1, rows: 3, shape: 3.5 });
  expect(arrangeTiles(4, 0.4)).toMatchObject({ columns: 4, rows: 1, shape: 0.4 });
});

test('a last row that is not full is in the middle', () => {
  const [, , right, left, last] = layOut(5, 0.88).tiles;
  if (!right || !left || !last) throw new Error('five tiles');
  expect(left.y).toBe(last.y);
  expect(Math.abs(left.x - (right.x + right.width - (last.x + last.width)))).toBeLessThanOrEqual(1);
});

test('the shorter side of tiles is as asked', () => {
  for (const shape of SHAPES) {
    const { width, height } = sizeOf(layOut(6, shape, 384).tiles[0]);
    expect(Math.min(width, height)).toBe(384);
  }
});

function sizeOf(tile: { width: number; height: number } | undefined) {
  if (!tile) throw new Error('there is no tile');
  return { width: tile.width, height: tile.height };
}
