// The letters of printed pages: the family that the pages in the browser use, one file for each group of scripts.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Kit } from 'fontkit';
import { type EmbeddedFont, writeOutlines } from './subset.ts';

const scripts = ['latin', 'latin-ext', 'cyrillic', 'cyrillic-ext', 'greek', 'greek-ext', 'vietnamese'] as const;

/** One file of the family, the characters it prints, and how it goes into a document. */
export interface Face {
  readonly name: string;
  readonly has: (codePoint: number) => boolean;
  readonly embed: (document: unknown) => void;
}

let loaded: Promise<readonly Face[]> | null = null;

/** The family, read and unpacked once. */
export function loadFaces(): Promise<readonly Face[]> {
  loaded ??= readFaces();
  return loaded;
}

interface Kept {
  readonly _font: EmbeddedFont & { readonly constructor: new (document: unknown, kit: unknown, id: string) => EmbeddedFont };
  readonly _fontFamilies: Record<string, EmbeddedFont>;
}

async function readFaces(): Promise<readonly Face[]> {
  const find = createRequire(import.meta.url);
  const [{ create }, { default: Document }] = await Promise.all([import('fontkit'), import('pdfkit')]);
  const files = await Promise.all(
    scripts.map((script) => readFile(find.resolve(`@fontsource-variable/inter/files/inter-${script}-wght-normal.woff2`))),
  );
  // pdfkit unpacks a font for every document; its kind of font, taken from a blank one, is given fonts that are unpacked already.
  const blank = new Document({ font: '' });
  blank.font(files[0] ?? '');
  const Embedded = (blank as unknown as Kept)._font.constructor;
  return files.map((bytes, at) => {
    const kit = create(bytes);
    const characters = new Set(kit.characterSet);
    const name = scripts[at] ?? '';
    const written = new Map<number, Uint8Array>();
    return {
      name,
      has: (codePoint) => characters.has(codePoint),
      embed: (document) => {
        const font = new Embedded(document, Object.assign(kit, { layout: (text: string) => inARow(kit, text) }), `I${at + 1}`);
        writeOutlines(font, written);
        (document as Kept)._fontFamilies[name] = font;
      },
    };
  });
}

// One letter for one character: what is read back, copied or read aloud is what was written.
function inARow(kit: Kit, text: string): object {
  const glyphs = Array.from(text, (character) => {
    const codePoint = character.codePointAt(0) ?? 0;
    // A letter first met as a part of an accented one has forgotten what it stands for.
    return Object.assign(kit.glyphForCodePoint(codePoint), { codePoints: [codePoint] });
  });
  const positions = glyphs.map(({ advanceWidth }) => ({ xAdvance: advanceWidth, yAdvance: 0, xOffset: 0, yOffset: 0 }));
  return {
    glyphs,
    positions,
    // pdfkit scales the positions in place and asks afterwards.
    get advanceWidth() {
      return positions.reduce((sum, position) => sum + position.xAdvance, 0);
    },
  };
}

/** A stretch of text that one face prints. */
export interface Run {
  readonly face: string;
  readonly text: string;
}

/** Splits a text by the faces that print it; what none prints becomes a question mark, see `unprintable`. */
export function runsOf(text: string, faces: readonly Face[]): Run[] {
  const runs: { face: string; text: string }[] = [];
  for (const character of text.normalize('NFC')) {
    const codePoint = character.codePointAt(0) ?? 0;
    const last = runs.at(-1);
    const keeps = last && faces.find((face) => face.name === last.face)?.has(codePoint);
    const face = keeps ? last.face : faces.find((each) => each.has(codePoint))?.name;
    const printed = face === undefined ? '?' : character;
    const name = face ?? faces[0]?.name ?? '';
    if (last?.face === name) last.text += printed;
    else runs.push({ face: name, text: printed });
  }
  return runs;
}

/** The characters of texts that no face prints, each once. */
export async function unprintable(texts: readonly string[]): Promise<string[]> {
  const faces = await loadFaces();
  const missing = new Set<string>();
  for (const text of texts)
    for (const character of text.normalize('NFC').replaceAll(/\s/g, ''))
      if (!faces.some((face) => face.has(character.codePointAt(0) ?? 0))) missing.add(character);
  return [...missing];
}
