// JSON by its brackets: values one after the other, an array, or a page with `studies`, each member told as soon as it is whole.
import { lineReader } from './json-lines.ts';
import { type Gathering, type JsonReader, type JsonSink, gathering, maxValueBytes, notSound, tellValue } from './json-value.ts';

const [quote, backslash, feed, comma, colon] = [34, 92, 10, 44, 58];
const [openObject, closeObject, openArray, closeArray] = [123, 125, 91, 93];
const studies = Array.from('studies', (letter) => letter.charCodeAt(0)).join();

const isBlank = (byte: number) => byte === 32 || byte === feed || byte === 13 || byte === 9;

/** Where a string ends, escapes or breaks, from a place on; the end of the piece where it does none of these. */
function markIn(piece: Uint8Array, from: number): number {
  let at = from;
  while (at < piece.length && piece[at] !== quote && piece[at] !== backslash && piece[at] !== feed) at += 1;
  return at;
}

const nothingAfter = 'What begins on this line is not sound JSON, and nothing after it can be told apart.';

/** The value that is being gathered. */
interface Value {
  readonly row: number;
  /** Blank bytes before it on its line; -1 where something else stands there. */
  readonly indent: number;
}

/**
 * Walks over the brackets of a file. When its first value proves to be one line of several, the rest is read line by line. After a broken member of an
 * array, or what breaks the array between two, the walk goes on at the next line that begins as that member did; where there is none such, the rest of
 * the file is lost, and told.
 */
class StructureReader implements JsonReader {
  readonly #sink: JsonSink;
  readonly #held: Gathering = gathering();
  /** Open brackets, outermost first. */
  readonly #open: number[] = [];
  #isString = false;
  #isEscaped = false;
  /** The last byte outside strings that was not blank; a string counts as its quote. */
  #last = 0;
  #row: number;
  #indent = 0;
  /** The string that is read one bracket deep, while it may be `studies`. */
  #key: number[] = [];
  /** How many brackets deep the members stand: 0, 1 in an array, 2 in a page. */
  #level = 0;
  #value: Value | null = null;
  /** The member that was told last, and whether it was sound: an unsound one may have ended at a bracket of its own. */
  #told: (Value & { readonly isSound: boolean }) | null = null;
  /** The piece that is being read, and where in it the value begins. */
  #piece: Uint8Array = new Uint8Array();
  #from = 0;
  #values = 0;
  /** Whether no line has ended inside the first value. */
  #isOneLine = true;
  #state: 'walking' | 'finding-line' | 'finding-member' | 'lost' = 'walking';
  #lost: Value | null = null;
  #lines: JsonReader | null = null;

  constructor(sink: JsonSink, firstRow: number) {
    this.#sink = sink;
    this.#row = firstRow;
  }

  push(piece: Uint8Array): void {
    if (this.#handOver(piece)) return;
    this.#piece = piece;
    this.#from = 0;
    for (let at = 0; at < piece.length; at += 1) {
      // Most of a file stands in strings, where nothing counts but their end; one bracket deep they may be a key.
      if (this.#isString && !this.#isEscaped && this.#open.length !== 1) at = markIn(piece, at);
      if (at === piece.length) break;
      const byte = piece[at] ?? 0;
      if (byte === feed) this.#lineEnds(at);
      else if (this.#isString) this.#letter(byte);
      else if (!isBlank(byte)) this.#mark(byte, at);
      else if (this.#indent >= 0) this.#indent += 1;
      if (this.#lines) return;
      if (this.#state === 'lost') return;
    }
    if (this.#value) this.#held.add(piece.subarray(this.#from));
    if (this.#held.size > maxValueBytes) this.#lose('What begins on this line is too long to be a study.');
  }

  end(): void {
    this.#ends();
    this.#lines?.end();
  }

  #ends(): void {
    if (this.#lines) return;
    if (this.#open.length === 0 || this.#state !== 'walking') return;
    const isFirst = this.#level === 0 && this.#values === 0;
    this.#piece = new Uint8Array();
    if (isFirst && this.#row > (this.#value?.row ?? 0)) this.#tryLines(this.#value);
    else this.#lose('What begins on this line does not end.');
  }

  #handOver(piece: Uint8Array): boolean {
    this.#lines?.push(piece);
    return this.#lines !== null;
  }

  #lineEnds(at: number): void {
    if (this.#isString) this.#broken();
    if (this.#lines) return;
    this.#row += 1;
    this.#indent = 0;
    if (this.#open.length > 0 && this.#values === 0) this.#isOneLine = false;
    const isLineOver = this.#state === 'walking' && this.#open.length === 0 && this.#values > 0 && this.#isOneLine;
    if (this.#state === 'finding-line' || isLineOver) this.#readLines(at + 1);
  }

  #readLines(from: number): void {
    this.#lines = lineReader(this.#sink, this.#row);
    this.#lines.push(this.#piece.subarray(from));
  }

  #letter(byte: number): void {
    if (this.#isEscaped) this.#isEscaped = false;
    else if (byte === backslash) this.#isEscaped = true;
    else if (byte === quote) this.#isString = false;
    if (this.#open.length === 1 && byte !== quote && this.#key.length < 8) this.#key.push(byte);
  }

  #mark(byte: number, at: number): void {
    if (this.#state === 'finding-member' && !this.#isMember(byte)) return void (this.#indent = -1);
    if (this.#state === 'finding-line') return void (this.#indent = -1);
    this.#state = 'walking';
    if (byte === quote) {
      this.#stray();
      this.#isString = true;
      this.#key = [];
    } else if (byte === openObject || byte === openArray) this.#opens(byte, at);
    else if (byte === closeObject || byte === closeArray) this.#closes(byte, at);
    else if (byte !== comma) this.#stray();
    this.#last = byte;
    this.#indent = -1;
  }

  #opens(byte: number, at: number): void {
    if (this.#isMisplaced()) {
      this.#broken();
      // A member that was never closed is over where the next one begins.
      if (this.#state !== 'finding-member' || !this.#isMember(byte)) return;
      this.#state = 'walking';
    }
    const depth = this.#open.length;
    const isPage = byte === openArray && depth === 1 && this.#level === 0 && this.#key.join() === studies;
    if (depth === 0) this.#level = byte === openArray ? 1 : 0;
    if (depth === this.#level && !(depth === 0 && byte === openArray)) this.#begins(at);
    if (isPage) {
      this.#forget();
      this.#level = 2;
    }
    this.#open.push(byte);
  }

  /** Something that is neither bracket nor comma where a value is due. */
  #stray(): void {
    if (this.#open.length !== this.#level || ![comma, openArray, closeObject, closeArray].includes(this.#last)) return;
    if (this.#told?.isSound === false) this.#broken();
    else this.#sink.broken(this.#row, notSound);
  }

  // A bracket may follow a colon in an object, and a comma or the opening one in an array.
  #isMisplaced(): boolean {
    const inside = this.#open.at(-1);
    if (inside === undefined) return false;
    return inside === openObject ? this.#last !== colon : this.#last !== openArray && this.#last !== comma;
  }

  #closes(byte: number, at: number): void {
    if (this.#open.at(-1) !== (byte === closeObject ? openObject : openArray)) return this.#broken();
    this.#open.pop();
    const depth = this.#open.length;
    if (this.#value && depth === this.#level) {
      const value = this.#value;
      const text = this.#held.take(this.#piece.subarray(this.#from, at + 1));
      this.#forget();
      this.#told = { ...value, isSound: tellValue(this.#sink, text, value.row) };
    }
    if (depth < this.#level) this.#level = 0;
    if (depth === 0) this.#values += 1;
  }

  #begins(at: number): void {
    this.#value = { row: this.#row, indent: this.#indent };
    this.#from = at;
  }

  #forget(): void {
    this.#held.drop();
    this.#value = null;
  }

  #lose(message: string, row = this.#value?.row ?? this.#row): void {
    this.#sink.broken(row, message);
    this.#state = 'lost';
    this.#forget();
  }

  #broken(): void {
    const value = this.#value;
    const isFirst = this.#level === 0 && this.#values === 0;
    const member = this.#level > 0 ? (value ?? this.#told) : null;
    const isOnItsLine = member !== null && member.indent >= 0;
    if (!isFirst && !isOnItsLine) return this.#lose(nothingAfter);
    this.#isString = false;
    if (!isOnItsLine) return this.#tryLines(value);
    // What follows an unsound member is the rest of it, which was told.
    if (value) this.#sink.broken(value.row, notSound);
    else if (this.#told?.isSound) this.#sink.broken(this.#row, notSound);
    this.#forget();
    this.#lost = member;
    this.#open.length = this.#level;
    this.#state = 'finding-member';
  }

  /** The first value is broken: perhaps it was a line, and the next line is a value of its own. */
  #tryLines(value: Value | null): void {
    const bytes = this.#held.takeBytes(this.#piece.subarray(this.#from));
    const row = value?.row ?? this.#row;
    this.#value = null;
    const end = bytes.indexOf(feed);
    const next = bytes.subarray(end + 1).find((byte) => !isBlank(byte));
    if (end !== -1 && next !== undefined && next !== openObject) return this.#lose(nothingAfter, row);
    this.#sink.broken(row, notSound);
    this.#row = row;
    this.#state = 'finding-line';
    if (end === -1) return;
    this.#row += 1;
    this.#piece = bytes;
    this.#readLines(end + 1);
  }

  /** Whether a byte begins the member after a lost one, or ends their array. */
  #isMember(byte: number): boolean {
    const indent = this.#lost?.indent ?? 0;
    if (byte === openObject && this.#indent === indent) {
      this.#last = comma;
      return true;
    }
    return byte === closeArray && (this.#indent === 0 || (this.#indent > 0 && this.#indent < indent));
  }
}

/** Reads a file by its brackets, from the line called `firstRow` on. */
export function structureReader(sink: JsonSink, firstRow: number): JsonReader {
  return new StructureReader(sink, firstRow);
}
