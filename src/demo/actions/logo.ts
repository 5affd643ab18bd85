// The mark of the demo's network as a picture: three steps of a stair in a square.
import { crc32, deflateSync } from 'node:zlib';

const SIDE = 96;
const GROUND = [24, 78, 92];
const STEP = [246, 196, 83];

/** A PNG of 96 by 96 pixels. */
export function demoLogo(): Uint8Array {
  const rows = Array.from({ length: SIDE }, (_, y) => [
    0,
    ...Array.from({ length: SIDE }, (__, x) => (isStep(x, y) ? STEP : GROUND)).flat(),
  ]);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(SIDE, 0);
  header.writeUInt32BE(SIDE, 4);
  // Eight bits a channel, three channels, no interlacing.
  header.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const parts = [part('IHDR', header), part('IDAT', deflateSync(Uint8Array.from(rows.flat()))), part('IEND', Buffer.alloc(0))];
  return Buffer.concat([signature, ...parts]);
}

const isStep = (x: number, y: number) =>
  [0, 1, 2].some((step) => x >= 18 + step * 22 && x < 34 + step * 22 && y >= 60 - step * 20 && y < 78);

// A part of a PNG: length, name, content, and the checksum over name and content.
function part(name: string, content: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), content]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(content.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}
