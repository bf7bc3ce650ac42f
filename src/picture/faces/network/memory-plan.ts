/** Lays out the memory that the kernels work in; addresses are in bytes. */
export interface MemoryPlan {
  /** Room for numbers that stay: weights, or a picture of its own. */
  reserve(floats: number): number;
  /** Room for a picture, taken from one of the same shape that was given back, if there is one. */
  take(shape: PictureShape): number;
  /** Gives a picture's room back: what is taken afterwards may lie there. */
  giveBack(address: number, shape: PictureShape): void;
  /** So many bytes it takes so far. */
  readonly bytes: number;
}

/** Of a square picture. */
export interface PictureShape {
  readonly side: number;
  readonly channels: number;
}

/** Address 0 means "nothing" to the kernels. */
const FIRST_ADDRESS = 64;

export function createMemoryPlan(): MemoryPlan {
  const spare = new Map<string, number[]>();
  let bytes = FIRST_ADDRESS;

  const reserve = (floats: number) => {
    const address = bytes;
    bytes += Math.ceil((floats * Float32Array.BYTES_PER_ELEMENT) / 64) * 64;
    return address;
  };
  return {
    reserve,
    take: (shape) => spare.get(nameOf(shape))?.pop() ?? reserve((shape.side + 2) ** 2 * shape.channels),
    giveBack(address, shape) {
      const addresses = spare.get(nameOf(shape)) ?? [];
      addresses.push(address);
      spare.set(nameOf(shape), addresses);
    },
    get bytes() {
      return bytes;
    },
  };
}

/** Of the very same shape: then its border of zeros is where the other's was. */
function nameOf({ side, channels }: PictureShape): string {
  return `${side}x${channels}`;
}
