/** Plans the memory of the kernels. Addresses are in bytes. */
export interface MemoryPlan {
  /** Reserves permanent memory, for weights or a picture. */
  reserve(floats: number): number;
  /** Reserves memory for a picture. Reuses the memory of a released one with the same shape, if there is one. */
  take(shape: PictureShape): number;
  /** Releases a picture's memory, which later pictures may then reuse. */
  giveBack(address: number, shape: PictureShape): void;
  /** The bytes planned so far. */
  readonly bytes: number;
}

/** The shape of a square picture. */
export interface PictureShape {
  readonly side: number;
  readonly channels: number;
}

/** Address 0 means "none" to the kernels. */
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

/** Only memory of exactly the same shape is reused, so that the zero border is in the same place. */
function nameOf({ side, channels }: PictureShape): string {
  return `${side}x${channels}`;
}
