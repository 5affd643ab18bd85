// The bytes of a registry's file, unpacked as they come where they are gzip.
import { once } from 'node:events';
import { createGunzip } from 'node:zlib';
import { CutOffError } from '../formats/registry/index.ts';

type Pieces = AsyncIterable<Uint8Array>;

/** How much of a file is read at a time: a study is a hundredth of it. */
export const registryPieceBytes = 1 << 20;

const unpackedPieceBytes = 1 << 20;

// Gzip data grow a thousandfold at most: of so many packed bytes no more than 16 MB are held unpacked.
const packedStepBytes = 1 << 14;

function* stepsOf(piece: Uint8Array): Iterable<Uint8Array> {
  for (let at = 0; at < piece.length; at += packedStepBytes) yield piece.subarray(at, at + packedStepBytes);
}

const isGzip = (piece: Uint8Array) => piece[0] === 0x1f && piece[1] === 0x8b;

async function* unpacked(packed: Pieces): Pieces {
  const gunzip = createGunzip({ chunkSize: unpackedPieceBytes });
  let ready: Uint8Array[] = [];
  let failure: Error | null = null;
  gunzip.on('data', (piece: Uint8Array) => ready.push(piece));
  gunzip.on('error', (error) => (failure = error));
  const handOn = () => {
    const pieces = ready;
    ready = [];
    return pieces;
  };
  const done = (act: (finished: () => void) => void) =>
    new Promise<void>((resolve) => {
      gunzip.once('error', resolve);
      act(() => {
        gunzip.off('error', resolve);
        resolve();
      });
    });
  try {
    for await (const piece of packed) {
      for (const step of stepsOf(piece)) {
        await done((finished) => gunzip.write(step, finished));
        yield* handOn();
        if (failure) break;
      }
      if (failure) break;
    }
    if (!failure) {
      const over = once(gunzip, 'end').catch(() => undefined);
      gunzip.end();
      await over;
      yield* handOn();
    }
    if (failure) throw new CutOffError('The gzip data end or break before their end.');
  } finally {
    gunzip.destroy();
  }
}

/** The pieces of a file as they are, or unpacked. Throws `CutOffError` after the last sound byte of gzip data that end too early or are broken. */
export async function* registryPieces(pieces: Pieces): Pieces {
  const walk = pieces[Symbol.asyncIterator]();
  let head = new Uint8Array();
  let next = await walk.next();
  while (!next.done && head.length < 2) {
    head = new Uint8Array(Buffer.concat([head, next.value]));
    if (head.length < 2) next = await walk.next();
  }
  const all = {
    async *[Symbol.asyncIterator]() {
      try {
        if (head.length > 0) yield head;
        for (let more = await walk.next(); !more.done; more = await walk.next()) yield more.value;
      } finally {
        await walk.return?.();
      }
    },
  };
  yield* isGzip(head) ? unpacked(all) : all;
}
