import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readTarget } from '@tesserae/node';
import sharp from 'sharp';

const NAMESPACES =
  'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:r="http://www.metadataworkinggroup.com/schemas/regions/" xmlns:a="http://ns.adobe.com/xmp/sType/Area#"';

/** XMP as photo managers write it: one face in attributes, one in elements, a pet, and one that is measured in pixels. */
const XMP = `<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF ${NAMESPACES}><rdf:Description rdf:about=""><r:Regions rdf:parseType="Resource"><r:RegionList><rdf:Bag>
<rdf:li><rdf:Description r:Name="Anna &amp; co" r:Type="Face"><r:Area a:x="0.25" a:y="0.5" a:w="0.1" a:h="0.2" a:unit="normalized"/></rdf:Description></rdf:li>
<rdf:li rdf:parseType="Resource"><r:Type>Face</r:Type><r:Area rdf:parseType="Resource"><a:x>.5</a:x><a:y>.5</a:y><a:w>.4</a:w><a:h>.4</a:h></r:Area></rdf:li>
<rdf:li><rdf:Description r:Type="Pet"><r:Area a:x="0.7" a:y="0.5" a:w="0.1" a:h="0.2" a:unit="normalized"/></rdf:Description></rdf:li>
<rdf:li><rdf:Description r:Type="Face"><r:Area a:x="70" a:y="50" a:w="10" a:h="20" a:unit="pixel"/></rdf:Description></rdf:li>
</rdf:Bag></r:RegionList></r:Regions></rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>`;

const WIDTH = 80;
const HEIGHT = 40;

/** A black picture with white where the first face is, in an orientation, with XMP. */
async function picture(orientation: number, xmp: string): Promise<Uint8Array> {
  const face = { left: 0.2 * WIDTH, top: 0.4 * HEIGHT, width: 0.1 * WIDTH, height: 0.2 * HEIGHT };
  const white = await sharp({ create: { width: face.width, height: face.height, channels: 3, background: '#fff' } })
    .png()
    .toBuffer();
  return await sharp({ create: { width: WIDTH, height: HEIGHT, channels: 3, background: '#000' } })
    .composite([{ input: white, left: face.left, top: face.top }])
    .withMetadata({ orientation })
    .withXmp(xmp)
    .png()
    .toBuffer();
}

test('faces lie where they are seen, in every orientation', async () => {
  for (const orientation of [1, 2, 3, 4, 5, 6, 7, 8]) {
    const { faces, raster } = await readTarget(await picture(orientation, XMP));
    assert.equal(faces.length, 2, `orientation ${orientation}`);
    const { width, height, data } = raster;
    const seen = { left: width, top: height, right: 0, bottom: 0 };
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        if (data[(y * width + x) * 4] < 128) continue;
        seen.left = Math.min(seen.left, x);
        seen.top = Math.min(seen.top, y);
        seen.right = Math.max(seen.right, x + 1);
        seen.bottom = Math.max(seen.bottom, y + 1);
      }
    }
    const [{ x, y, w, h }] = faces;
    const said = { left: x * width, top: y * height, right: (x + w) * width, bottom: (y + h) * height };
    for (const side of ['left', 'top', 'right', 'bottom'] as const) {
      assert.ok(Math.abs(said[side] - seen[side]) < 1e-6, `orientation ${orientation}, ${side}: ${said[side]}`);
    }
  }
});

test('metadata that cannot be read tells of no faces, and the picture is read', async () => {
  for (const xmp of [XMP.slice(0, -80), 'no XML', XMP.replace('0.25', 'NaN').replace('.5</a:x>', '7</a:x>')]) {
    assert.deepEqual((await readTarget(await picture(1, xmp))).faces, []);
  }
});
