// Pictures for papers: whole ones are drawn, broken ones are refused before anything is printed.
import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { isPaperPicture } from './paper.ts';

interface Make {
  readonly width?: number;
  readonly depth?: number;
  readonly colour?: number;
  readonly interlace?: number;
  readonly rows?: Uint8Array;
  readonly packed?: Uint8Array;
}

function png({
  width = 4,
  depth = 8,
  colour = 6,
  interlace = 0,
  rows = new Uint8Array(2 * (1 + width * 4)),
  packed,
}: Make = {}): Uint8Array {
  const chunk = (kind: string, content: Uint8Array) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(content.length);
    return Buffer.concat([length, Buffer.from(kind), content, Buffer.alloc(4)]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(2, 4);
  head.set([depth, colour, 0, 0, interlace], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk('IHDR', head), chunk('IDAT', packed ?? deflateSync(rows)), chunk('IEND', Buffer.alloc(0))]);
}

describe('a picture on a paper', () => {
  it('is a whole PNG, with or without an alpha channel', async () => {
    expect(await isPaperPicture(png())).toBe(true);
    expect(await isPaperPicture(png({ colour: 2, rows: new Uint8Array(2 * 13) }))).toBe(true);
  });

  it.each<[string, Make]>([
    ['rows that do not unpack', { packed: Buffer.from('not packed') }],
    ['rows that are missing', { rows: new Uint8Array(17) }],
    ['more rows than it says', { rows: new Uint8Array(3 * 17) }],
    ['a filter that does not exist', { rows: new Uint8Array(2 * 17).fill(9) }],
    ['interlacing', { interlace: 1 }],
    ['sixteen bits', { depth: 16, rows: new Uint8Array(2 * 33) }],
    ['a palette that is missing', { colour: 3, rows: new Uint8Array(2 * 5) }],
    ['a size that nobody unpacks', { width: 60_000_000, packed: deflateSync(new Uint8Array(10)) }],
  ])('is none with %s', async (_, make) => {
    expect(await isPaperPicture(png(make))).toBe(false);
  });

  it('is none where it is no picture at all', async () => {
    expect(await isPaperPicture(Buffer.from('<svg/>'))).toBe(false);
    expect(await isPaperPicture(Buffer.from([0xff, 0xd8, 0xff]))).toBe(false);
  });
});
