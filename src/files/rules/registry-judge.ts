// A registry's file: gzip, or text without a NUL. What is wrong inside is counted when it is read, so that one line does not cost the file.
import type { ContentRefusal, Judge } from './judge.ts';

const gzip = [0x1f, 0x8b];

/** Whether the content may be a registry's file; its reader judges the rest. */
export function registryJudge(name: string): Judge {
  let head: readonly number[] = [];
  let isBlank = true;
  const isGzip = () => gzip.every((byte, at) => head[at] === byte);
  const first = () => head.find((byte) => byte > 32 && byte < 0x80);
  return {
    take(piece) {
      if (head.length < 64) head = [...head, ...piece.subarray(0, 64 - head.length)];
      isBlank &&= !piece.some((byte) => byte > 32);
      if (head.length >= 2 && !isGzip() && piece.includes(0)) return notText(name, 'The file is neither gzip nor text: it holds a NUL.');
      return null;
    },
    end() {
      if (isBlank) return notText(name, 'The file is empty.');
      if (isGzip()) return { contentType: 'application/gzip' };
      const isJson = first() === 0x7b || first() === 0x5b || /\.(json|ndjson|jsonl)$/i.test(name);
      return { contentType: isJson ? 'application/json' : 'text/csv' };
    },
  };
}

function notText(file: string, message: string): ContentRefusal {
  const fault = { file, row: null, column: null, code: 'not-text', message };
  return { code: 'not-text', detail: { ...fault, faults: [fault], faultCount: 1 } };
}
