import sharp, { type Sharp } from 'sharp';

const SECRET = 'secret';

/** The picture with metadata as a camera and its owner may write it. */
export function withMetadata(picture: Sharp): Sharp {
  return picture
    .withExif({
      IFD0: { Make: SECRET, ImageDescription: SECRET },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 30/1 0/1' },
    })
    .withXmp(`<x:xmpmeta xmlns:x="adobe:ns:meta/"><a xmlns="b" latitude="51">${SECRET}</a></x:xmpmeta>`);
}

/** A picture's metadata. `secret` is whether anything from `withMetadata` is in the file. */
export async function metadataOf(bytes: Uint8Array) {
  const { exif, iptc, xmpAsString: xmp, comments, orientation } = await sharp(bytes).metadata();
  return { exif, iptc, xmp, comments, orientation, secret: Buffer.from(bytes).includes(SECRET) };
}
