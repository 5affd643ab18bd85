// UUIDv7 identifiers made by us: ordered by time, and within one millisecond by a counter.
import { randomFillSync } from './random.ts';

const pairs = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/**
 * A source of UUIDv7 strings. Ids of one source are strictly increasing: the 12 bits after the
 * version count up within a millisecond and borrow from the next one when they overflow (RFC 9562, 6.2 method 1).
 *
 * @param nowMs milliseconds since the epoch
 * @param fill fills the given bytes with randomness
 */
export function idSource(nowMs: () => number, fill: (bytes: Uint8Array) => Uint8Array): () => string {
  let lastMs = 0;
  let counter = 0;
  return () => {
    const clock = nowMs();
    if (clock > lastMs) {
      lastMs = clock;
      counter = 0;
    } else if (++counter > 0xfff) {
      lastMs += 1;
      counter = 0;
    }
    const bytes = fill(new Uint8Array(16));
    let rest = lastMs;
    for (let i = 5; i >= 0; i--) {
      bytes[i] = rest % 256;
      rest = Math.floor(rest / 256);
    }
    bytes[6] = 0x70 | (counter >> 8);
    bytes[7] = counter & 0xff;
    bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
    let hex = '';
    for (const byte of bytes) hex += pairs[byte];
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
  };
}

// Asking for randomness costs the same for few bytes and for many.
function drawnAhead(size: number): (bytes: Uint8Array) => Uint8Array {
  const drawn = new Uint8Array(size);
  let next = size;
  return (bytes) => {
    if (next + bytes.length > size) {
      randomFillSync(drawn);
      next = 0;
    }
    bytes.set(drawn.subarray(next, next + bytes.length));
    next += bytes.length;
    return bytes;
  };
}

/** A fresh UUIDv7 from the system's clock and randomness, for the shell; rules take their ids as arguments. */
export const newId: () => string = idSource(Date.now, drawnAhead(4_096));
