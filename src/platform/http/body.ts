// Bodies of requests, piece by piece: counted, timed, and ended in words when they are too large, too slow or cut off.
import { Refusal } from '../refusal.ts';

/** How large and how slow a body may be. */
export interface BodyLimits {
  readonly maxBytes: number;
  /** Longest wait for the next piece. */
  readonly stallMs: number;
  /** Longest time for the whole body. */
  readonly wholeMs: number;
}

/** What API calls, sign-in and local commands may send: everything but files. */
export const callLimits: BodyLimits = { maxBytes: 4_000_000, stallMs: 15_000, wholeMs: 30_000 };

/** How slow an upload of a file may be. */
export const uploadTimes: Pick<BodyLimits, 'stallMs' | 'wholeMs'> = { stallMs: 20_000, wholeMs: 15 * 60_000 };

/** The length that a request declares, in bytes; null when it declares none or one that is no number. */
export function declaredLength(headers: Headers): number | null {
  const text = headers.get('content-length');
  return text !== null && /^\d{1,15}$/.test(text) ? Number(text) : null;
}

/** A number of bytes in words: "50 MB". */
export function inMegabytes(bytes: number): string {
  return bytes % 1_048_576 === 0 ? `${bytes / 1_048_576} MB` : `${Math.floor(bytes / 100_000) / 10} MB`;
}

/**
 * The pieces of a body, one at a time, so that nothing gathers in memory.
 * @throws {Refusal} `too-large`, `too-slow`, or `body-incomplete` when it ends before its declared length or is cut off.
 */
export async function* bodyPieces(request: Request, limits: BodyLimits): AsyncGenerator<Uint8Array, void, undefined> {
  const declared = declaredLength(request.headers);
  if (declared !== null && declared > limits.maxBytes) throw tooLarge(limits);
  if (request.body === null) return;
  const reader = request.body.getReader();
  const endsAt = performance.now() + limits.wholeMs;
  let count = 0;
  let isWhole = false;
  try {
    for (;;) {
      const { done, value } = await nextPiece(reader, Math.min(limits.stallMs, endsAt - performance.now()));
      if (done) break;
      count += value.byteLength;
      if (count > limits.maxBytes) throw tooLarge(limits);
      yield value;
    }
    if (declared !== null && count !== declared) throw new Refusal('body-incomplete', { message: INCOMPLETE });
    isWhole = true;
  } finally {
    // Nobody waits for the rest: a sender that never ends would hold the refusal back.
    if (!isWhole) void reader.cancel().catch(() => undefined);
  }
}

const INCOMPLETE = 'The body ended before its declared length; send it again.';

async function nextPiece(reader: ReadableStreamDefaultReader<Uint8Array>, waitMs: number) {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Refusal('too-slow', { message: 'The body came too slowly; send it again.' })), Math.max(0, waitMs));
  });
  try {
    return await Promise.race([
      reader.read().catch(() => {
        throw new Refusal('body-incomplete', { message: INCOMPLETE });
      }),
      late,
    ]);
  } finally {
    clearTimeout(timer);
  }
}

function tooLarge({ maxBytes }: BodyLimits): Refusal {
  return new Refusal('too-large', { message: `The body is larger than ${inMegabytes(maxBytes)}.`, limitBytes: maxBytes });
}

/** The same request with its whole body in memory. Refuses what `bodyPieces` refuses. */
export async function withWholeBody(request: Request, limits: BodyLimits = callLimits): Promise<Request> {
  const pieces: Uint8Array[] = [];
  for await (const piece of bodyPieces(request, limits)) pieces.push(piece);
  const body = Buffer.concat(pieces);
  const { url, method, headers } = request;
  return new Request(url, { method, headers, ...(body.byteLength > 0 ? { body } : {}) });
}
