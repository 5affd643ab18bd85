// PDF: begins and ends as one, with nothing before or behind, and nothing in it that runs, starts or carries other files.
import type { ContentRefusal, Judge } from './judge.ts';

const wrong = (message: string): ContentRefusal => ({ code: 'wrong-content', detail: { message } });
const HEAD = /^%PDF-(1\.[0-7]|2\.0)/;
const TAIL = /%%EOF[\r\n \t]*$/;
const ACTIVE = /\/(JavaScript|JS|Launch|EmbeddedFiles?|RichMedia|XFA)(?=[^A-Za-z])/;
const KEPT = 1_024;
// Longer than the longest name with every character written as #xx.
const OVERLAP = 64;

/** Whether the content is a plain PDF. Names that hide inside compressed streams are not seen; it is only ever handed out to be saved. */
export function pdfJudge(): Judge {
  const decoder = new TextDecoder('latin1');
  let head = '';
  let tail = '';
  let isHeadRight = false;
  return {
    take(piece) {
      const text = decoder.decode(piece);
      if (!isHeadRight) {
        head += text.slice(0, 16);
        if (head.length >= 8 && !HEAD.test(head)) return wrong('The file is not a PDF.');
        isHeadRight = head.length >= 8;
      }
      const active = activeIn(tail.slice(-OVERLAP) + text);
      if (active) return active;
      tail = (tail + text).slice(-KEPT);
      return null;
    },
    end() {
      if (!isHeadRight) return wrong('The file is not a PDF.');
      // A name is whole once something follows it; here the end does.
      const active = activeIn(`${tail.slice(-OVERLAP)}\n`);
      if (active) return active;
      return TAIL.test(tail)
        ? { contentType: 'application/pdf' }
        : wrong('The PDF does not end as one: it is cut off, or something follows it.');
    },
  };
}

function activeIn(text: string): ContentRefusal | null {
  const name = ACTIVE.exec(unescaped(text))?.[1];
  return name === undefined ? null : wrong(`The PDF holds something that can run or carry other files (${name}); save it as a plain PDF.`);
}

// A name may write any character as #xx.
function unescaped(text: string): string {
  return text.includes('#') ? text.replaceAll(/#([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))) : text;
}
