/**
 * The box in which Discord shows a picture in a chat, in its own pixels. Windows on a computer show up to 550 × 350 of
 * them, phones a little less. What is readable in this box is readable everywhere.
 */
export const CHAT_BOX = { width: 400, height: 300 };

/** The height of a plate in the chat. Its digits are 12 to 13 pixels high, and readable on a phone. */
const PLATE = { least: 20.3, most: 22 };
/** Two plates fit into a part of this many times their height. */
const ROOM = 3.75;

interface Size {
  readonly width: number;
  readonly height: number;
}

/** How many pixels of a picture become one pixel of the chat. Discord does not enlarge small pictures. */
export function chatScale({ width, height }: Size): number {
  return Math.max(1, width / CHAT_BOX.width, height / CHAT_BOX.height);
}

/**
 * The height of plates on a picture that consists of such parts, in its pixels. On a tiny picture they take up to a
 * quarter of a side.
 */
export function plateHeight(picture: Size, part: Size = picture): number {
  const scale = chatScale(picture);
  const height = Math.max(PLATE.least * scale, Math.min(part.width / ROOM, PLATE.most * scale));
  return Math.max(8, Math.round(Math.min(height, Math.min(picture.width, picture.height) / 4)));
}
