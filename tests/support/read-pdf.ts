// A small reader of our own PDFs: objects, the tree of tags with the text under each, and the text of each page.
import { inflateSync } from 'node:zlib';

/** A tag with the text that is read aloud under it. */
export interface Tag {
  readonly type: string;
  readonly text: string;
  readonly scope: string | null;
  readonly alt: string | null;
}

/** What a reader of a PDF learns of it. */
export interface ReadPdf {
  readonly isMarked: boolean;
  readonly language: string | null;
  readonly title: string | null;
  readonly pageCount: number;
  /** Depth first, as it is read aloud. */
  readonly tags: readonly Tag[];
  readonly pages: readonly string[];
}

interface Entry {
  readonly head: string;
  readonly stream: Buffer | null;
}

/** Reads a PDF that has no object streams. */
export function readPdf(bytes: Uint8Array): ReadPdf {
  const objects = objectsOf(Buffer.from(bytes));
  const all = [...objects.values()];
  const catalog = all.find(({ head }) => /\/Type \/Catalog\b/.test(head))?.head ?? '';
  const kids = refsIn(/\/Kids \[([^\]]*)\]/.exec(all.find(({ head }) => /\/Type \/Pages\b/.test(head))?.head ?? '')?.[1] ?? '');
  const contents = new Map(kids.map((page) => [page, contentOf(objects, page)]));
  const root = objects.get(refIn(catalog, 'StructTreeRoot') ?? 0)?.head ?? '';
  const top = refsIn(/\/K \[([^\]]*)\]/.exec(root)?.[1] ?? '');
  const info = all.find(({ head }) => /\/CreationDate/.test(head))?.head ?? '';
  return {
    isMarked: /\/Marked true/.test(objects.get(refIn(catalog, 'MarkInfo') ?? 0)?.head ?? catalog),
    language: textIn(catalog, 'Lang'),
    title: textIn(`/Title ${objects.get(refIn(info, 'Title') ?? 0)?.head ?? ''}`, 'Title'),
    pageCount: kids.length,
    tags: top.flatMap((ref) => tagsUnder(objects, contents, ref)),
    pages: kids.map((page) => [...(contents.get(page)?.all ?? [])].join('\n')),
  };
}

function objectsOf(bytes: Buffer): Map<number, Entry> {
  const text = bytes.toString('latin1');
  const objects = new Map<number, Entry>();
  for (const match of text.matchAll(/(?:^|\n)(\d+) 0 obj\n([^]*?)\n(endobj|stream\n)/g)) {
    const [whole, id = '', head = '', end = ''] = match;
    const length = Number(/\/Length (\d+)/.exec(head)?.[1] ?? 0);
    const start = match.index + whole.length;
    const raw = end === 'endobj' ? null : bytes.subarray(start, start + length);
    objects.set(Number(id), { head, stream: raw && /FlateDecode/.test(head) ? inflateSync(raw) : raw });
  }
  return objects;
}

const refsIn = (text: string) => [...text.matchAll(/(\d+) 0 R/g)].map((match) => Number(match[1]));
const refIn = (head: string, key: string) => refsIn(new RegExp(`/${key} (\\d+ 0 R)`).exec(head)?.[1] ?? '')[0];

function textIn(head: string, key: string): string | null {
  const match = new RegExp(`/${key} \\(((?:\\\\.|[^)\\\\])*)\\)`, 's').exec(head)?.[1];
  if (match === undefined) return null;
  const plain = match.replaceAll(/\\(.)/gs, (_, escaped: string) => ({ n: '\n', r: '\r' })[escaped] ?? escaped);
  return plain.startsWith('\u00fe\u00ff') ? Buffer.from(plain.slice(2), 'latin1').swap16().toString('utf16le') : plain;
}

/** Text by marked content, and all of it, of one page. */
interface PageText {
  readonly marked: ReadonlyMap<number, string>;
  readonly all: readonly string[];
}

function contentOf(objects: Map<number, Entry>, page: number): PageText {
  const head = objects.get(page)?.head ?? '';
  const content = refsIn(/\/Contents (\[[^\]]*\]|\d+ 0 R)/.exec(head)?.[1] ?? '')
    .map((ref) => objects.get(ref)?.stream?.toString('latin1') ?? '')
    .join('\n');
  const resources = objects.get(refIn(head, 'Resources') ?? 0)?.head ?? head;
  const fonts = new Map(
    [...(/\/Font <<([^]*?)>>/.exec(resources)?.[1] ?? '').matchAll(/\/(\w+) (\d+) 0 R/g)].map((match) => [
      match[1] ?? '',
      lettersOf(objects, Number(match[2])),
    ]),
  );
  const marked = new Map<number, string>();
  const all: string[] = [];
  let [font, mark] = ['', -1];
  for (const [part] of content.matchAll(/\/\w+ (?:<<[^]*?>>|\/\w+) BDC|\/\w+ BMC|EMC|\/(\w+) [\d.]+ Tf|\[[^\]]*\] TJ|<[0-9a-f]+> Tj/g)) {
    if (part.endsWith('BDC') || part.endsWith('BMC')) mark = Number(/\/MCID (\d+)/.exec(part)?.[1] ?? -1);
    else if (part === 'EMC') mark = -1;
    else if (part.endsWith('Tf')) font = part.slice(1).split(' ')[0] ?? '';
    else {
      const codes = [...part.matchAll(/<([0-9a-f]+)>/g)].map((match) => match[1] ?? '').join('');
      const text = (codes.match(/.{4}/g) ?? []).map((code) => fonts.get(font)?.get(code) ?? '\ufffd').join('');
      all.push(text);
      if (mark >= 0) marked.set(mark, (marked.get(mark) ?? '') + text);
    }
  }
  return { marked, all };
}

function lettersOf(objects: Map<number, Entry>, font: number): Map<string, string> {
  const map = objects.get(refIn(objects.get(font)?.head ?? '', 'ToUnicode') ?? 0)?.stream?.toString('latin1') ?? '';
  const letters = new Map<string, string>();
  for (const [, from = '', , list = ''] of map.matchAll(/<([0-9a-f]+)> <([0-9a-f]+)> \[([^\]]*)\]/g)) {
    for (const [at, match] of [...list.matchAll(/<([0-9a-f]*)>/g)].entries()) {
      const code = (Number.parseInt(from, 16) + at).toString(16).padStart(4, '0');
      letters.set(
        code,
        Buffer.from(match[1] ?? '', 'hex')
          .swap16()
          .toString('utf16le'),
      );
    }
  }
  return letters;
}

function tagsUnder(objects: Map<number, Entry>, contents: ReadonlyMap<number, PageText>, ref: number): Tag[] {
  const { head = '' } = objects.get(ref) ?? {};
  const page = refIn(head, 'Pg') ?? 0;
  const kids = /\/K (\[[^]*\]|\d+(?: 0 R)?)/.exec(head)?.[1] ?? '';
  const own: string[] = [];
  const below: Tag[] = [];
  for (const [part] of kids.matchAll(/<<[^]*?>>|\d+ 0 R|\d+/g)) {
    if (part.endsWith('R')) below.push(...tagsUnder(objects, contents, Number(part.split(' ')[0])));
    else {
      const mcid = Number(/\/MCID (\d+)/.exec(part)?.[1] ?? part);
      own.push(contents.get(refIn(part, 'Pg') ?? page)?.marked.get(mcid) ?? '');
    }
  }
  const type = /\/S \/(\w+)/.exec(head)?.[1] ?? '';
  return [{ type, text: own.join(''), scope: /\/Scope \/(\w+)/.exec(head)?.[1] ?? null, alt: textIn(head, 'Alt') }, ...below];
}
