import { drawLabel, labelWidth } from '../drawing/label.ts';
import type { Pixels } from '../encode-picture.ts';

/** IPTC's term for a picture in which something was replaced by what a model made. */
const SOURCE_TYPE = 'http://cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia';

/**
 * XMP that tells programs where a picture is from.
 * (IPTC Photo Metadata Standard, "Digital Source Type": https://iptc.org/std/photometadata/specification/)
 */
export const originXmp = `<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about="" xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"
   Iptc4xmpExt:DigitalSourceType="${SOURCE_TYPE}"/>
 </rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>`;

/** Whether a picture's XMP says already what `originXmp` says. */
export function tellsOrigin(xmp: Buffer | undefined): boolean {
  return xmp?.includes(SOURCE_TYPE) ?? false;
}

/** Writes a small mark into the lower right corner. */
export function drawOriginMark(pixels: Pixels, text: string): void {
  const { width, height } = pixels.info;
  // On narrow pictures the width decides: the mark takes a half of it at the most.
  const widest = (width * 0.5) / (labelWidth(text, 100) / 100);
  const plate = Math.round(Math.min(Math.max(14, height * 0.032), widest));
  const margin = Math.round(plate * 0.3);
  drawLabel(pixels, text, width - labelWidth(text, plate) - margin, height - plate - margin, {
    height: plate,
    opacity: 0.5,
  });
}
