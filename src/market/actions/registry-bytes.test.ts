// Registry files as they come packed: unpacked in small steps, however far they grow.
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { registryPieces } from './registry-bytes.ts';

const MB = 1 << 20;

describe('[MKT-10] packed bytes', () => {
  it('that grow a thousandfold are never held unpacked as a whole', async () => {
    const bomb = Buffer.concat(Array.from({ length: 256 }, () => gzipSync(Buffer.alloc(MB, 'a'))));
    const given = async function* () {
      yield await Promise.resolve(bomb);
    };
    const before = process.memoryUsage().arrayBuffers;
    let [most, read] = [0, 0];
    for await (const piece of registryPieces(given())) {
      if (read === 0) most = process.memoryUsage().arrayBuffers - before;
      read += piece.length;
    }
    expect(read).toBe(256 * MB);
    expect(most).toBeLessThan(64 * MB);
  });
});
