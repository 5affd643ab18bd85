// Names and values on paper: columns of them side by side, and the few that are seen first.
import { FAINT, LEADING, type Look, MARGIN, type Sheet } from './sheet.ts';

/** A name and its value. */
export type PaperFact = readonly [name: string, value: string];

const NAME: Look = { size: 8.5, colour: FAINT };
const VALUE: Look = { size: 9.5 };
const ANSWER: Look = { size: 14, isStrong: true };
const BETWEEN = 24;
const AFTER = 7;

/** Columns side by side, read one after the other; each name stands above its value. */
export function writeFacts(sheet: Sheet, columns: readonly (readonly PaperFact[])[], value: Look = VALUE): void {
  const width = (sheet.width - BETWEEN * (columns.length - 1)) / columns.length;
  const heights = columns.map((facts) => facts.reduce((sum, fact) => sum + factHeight(sheet, fact, width, value), 0));
  sheet.makeRoom(Math.max(...heights));
  const top = sheet.y;
  for (const [at, facts] of columns.entries()) {
    let y = top;
    for (const fact of facts) {
      writeFact(sheet, fact, { x: MARGIN + at * (width + BETWEEN), y, width }, value);
      y += factHeight(sheet, fact, width, value);
    }
  }
  sheet.y = top + Math.max(...heights) + AFTER;
}

/** What is seen first, in a row of large letters. */
export function writeAnswers(sheet: Sheet, facts: readonly PaperFact[]): void {
  sheet.rule(FAINT);
  sheet.y += AFTER;
  writeFacts(
    sheet,
    facts.map((fact) => [fact]),
    ANSWER,
  );
  sheet.y -= AFTER;
  sheet.rule(FAINT);
  sheet.y += AFTER * 2;
}

function factHeight(sheet: Sheet, [, value]: PaperFact, width: number, look: Look): number {
  return NAME.size * LEADING + sheet.heightOf(value, width, look.size) + AFTER;
}

function writeFact(sheet: Sheet, [name, value]: PaperFact, at: { x: number; y: number; width: number }, look: Look): void {
  const pair = sheet.document.struct('P');
  sheet.root.add(pair);
  pair.add(() => void sheet.write(`${name}: `, at.x, at.y, at.width, NAME));
  pair.add(() => void sheet.write(value, at.x, at.y + NAME.size * LEADING, at.width, look));
  pair.end();
}
