// Which pictures a paper can hold: what is drawn later must be whole, or the paper breaks where nobody looks.
import { inflateSync } from 'node:zlib';

/** Of the unpacked rows; a logo of 3,000 by 3,000 pixels with an alpha channel stays below. */
const MOST_BYTES = 40_000_000;
const CHANNELS: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
const DEPTHS = [1, 2, 4, 8];
const FILTERS = 4;

/** Whether a PNG is whole and plain: eight bits or fewer, not interlaced, every row there, a palette where it needs one. */
export function isPlainPng(bytes: Uint8Array): boolean {
  const chunks = chunksOf(Buffer.from(bytes));
  const head = chunks.find(({ kind }) => kind === 'IHDR')?.content;
  if (!head || head.length !== 13) return false;
  const [width, height, depth, colour, interlace] = [head.readUInt32BE(0), head.readUInt32BE(4), head[8] ?? 0, head[9] ?? 0, head[12]];
  const channels = CHANNELS[colour];
  if (channels === undefined || !DEPTHS.includes(depth) || interlace !== 0) return false;
  if (colour === 3 && !chunks.some(({ kind, content }) => kind === 'PLTE' && content.length > 0)) return false;
  const row = 1 + Math.ceil((width * depth * channels) / 8);
  const size = row * height;
  if (size === 0 || size > MOST_BYTES) return false;
  const pixels = unpacked(Buffer.concat(chunks.flatMap(({ kind, content }) => (kind === 'IDAT' ? [content] : []))), size);
  if (pixels?.length !== size) return false;
  return Array.from({ length: height }, (_, at) => pixels[at * row] ?? 0).every((filter) => filter <= FILTERS);
}

interface Chunk {
  readonly kind: string;
  readonly content: Buffer;
}

function chunksOf(bytes: Buffer): Chunk[] {
  const chunks: Chunk[] = [];
  for (let at = 8; at + 12 <= bytes.length;) {
    const length = bytes.readUInt32BE(at);
    if (at + 12 + length > bytes.length) return [];
    chunks.push({ kind: bytes.toString('latin1', at + 4, at + 8), content: bytes.subarray(at + 8, at + 8 + length) });
    at += 12 + length;
  }
  return chunks;
}

function unpacked(packed: Buffer, most: number): Buffer | null {
  try {
    return inflateSync(packed, { maxOutputLength: most });
  } catch {
    return null;
  }
}
