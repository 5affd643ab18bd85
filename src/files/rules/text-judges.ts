// Texts: UTF-8 to the last byte; a JSON file begins like JSON, a CSV file holds no NUL.
import type { ContentRefusal, Judge } from './judge.ts';

const notJson = (message: string): ContentRefusal => ({ code: 'not-json', detail: { message, path: '$' } });
const JSON_BEGINS = /^\uFEFF?[\s]*[[{"\-\dtfn]/;
const JSON_BLANK = /^\uFEFF?\s*$/;

/** Whether a JSON file is text that begins like JSON; its reader judges the rest. */
export function jsonJudge(): Judge {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let begun = false;
  const look = (decode: () => string): ContentRefusal | null => {
    let text: string;
    try {
      text = decode();
    } catch {
      return notJson('The file is not UTF-8 text.');
    }
    if (begun || JSON_BLANK.test(text)) return null;
    begun = true;
    return JSON_BEGINS.test(text) ? null : notJson('The file is not JSON, or it ends too early.');
  };
  return {
    take: (piece) => look(() => decoder.decode(piece, { stream: true })),
    end: () => look(() => decoder.decode()) ?? (begun ? { contentType: 'application/json' } : notJson('The file is empty.')),
  };
}

/** Whether a dataset is text; named as its reader would name it. */
export function csvJudge(name: string): Judge {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let seenBytes = 0;
  let feeds = 0;
  const notUtf8 = (line: number): ContentRefusal =>
    refusal('not-utf8', name, line, `Line ${line} is not valid UTF-8; save the file as UTF-8.`);
  return {
    take(piece) {
      const nul = piece.indexOf(0);
      if (nul !== -1) {
        const at = seenBytes + nul + 1;
        const message = `The file is not CSV text in UTF-8: byte ${at} is a NUL (a UTF-16, SAS or spreadsheet file?).`;
        return refusal('not-text', name, null, message);
      }
      try {
        decoder.decode(piece, { stream: true });
      } catch {
        return notUtf8(feeds + feedsBeforeFault(piece) + 1);
      }
      seenBytes += piece.byteLength;
      feeds += countFeeds(piece);
      return null;
    },
    end() {
      try {
        decoder.decode();
      } catch {
        return notUtf8(feeds + 1);
      }
      return { contentType: 'text/csv' };
    },
  };
}

function refusal(code: 'not-text' | 'not-utf8', file: string, row: number | null, message: string): ContentRefusal {
  const fault = { file, row, column: null, code, message };
  return { code, detail: { ...fault, faults: [fault], faultCount: 1 } };
}

function countFeeds(piece: Uint8Array): number {
  let count = 0;
  for (let at = piece.indexOf(10); at !== -1; at = piece.indexOf(10, at + 1)) count += 1;
  return count;
}

// No byte of a multi-byte character equals a line feed, so lines are judged one by one; a first half-line may begin inside a character.
function feedsBeforeFault(piece: Uint8Array): number {
  let start = 0;
  for (let line = 0; start < piece.length; line += 1) {
    const feed = piece.indexOf(10, start);
    const end = feed === -1 ? piece.length : feed;
    const isRagged = line === 0 || feed === -1;
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(piece.subarray(start, end), { stream: isRagged });
    } catch {
      if (line > 0 || !isContinuation(piece[0])) return line;
    }
    start = end + 1;
  }
  return 0;
}

function isContinuation(byte: number | undefined): boolean {
  return byte !== undefined && (byte & 0xc0) === 0x80;
}
