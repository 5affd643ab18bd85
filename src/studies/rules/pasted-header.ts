// Which row of a pasted grid says what: by its label where it has one, else by what its cells look like.
import { splitWhen } from './typed-split.ts';
import { readWhen, readWindow } from './typed-timing.ts';
import { folded } from './typed-words.ts';

export type HeaderRole = 'name' | 'key' | 'when' | 'week' | 'window' | 'epoch' | 'unknown';

const LABELS: readonly (readonly [HeaderRole, RegExp])[] = [
  ['window', /window|ventana|tolerance|allowance/],
  ['epoch', /epoch|period|phase|stage|etapa|fase|periodo|epoca/],
  ['week', /^(study )?(weeks?|semanas?)\b/],
  ['when', /\bday|\bdia|timing|time ?point|when|momento/],
  ['key', /number|no\.|\bkey\b|\bid\b|numero|^visit #/],
  ['name', /visit|visita|name|nombre|assessment|procedure|evaluacion/],
];

/** What the label in the first column says the row is; a text with a number in it names one thing and no row. */
export function labelledRole(label: string): HeaderRole | null {
  const text = folded(label);
  return text === '' || /\d/.test(text) ? null : (LABELS.find(([, words]) => words.test(text))?.[0] ?? null);
}

const MARK = /^(?:[x✓✔•●☑⊗◦o]|yes|si|y)(?:[\d,; a-z*†‡§¹²³⁴-⁹]{0,6}|\s*[([].{0,80}[)\]])?$/iu;

/** Whether a cell marks that something is done; a footnote may hang on it. */
export function isMark(cell: string): boolean {
  return MARK.test(cell);
}

/** Whether a mark carries more than the mark: a footnote, a remark in brackets. */
export function noteOf(cell: string): string {
  return cell.replace(/^(?:[x✓✔•●☑⊗◦o]|yes|si|y)\s*/iu, '').trim();
}

function share(cells: readonly string[], test: (cell: string) => boolean): number {
  const filled = cells.filter((cell) => cell !== '');
  return filled.length === 0 ? 0 : filled.filter(test).length / filled.length;
}

const KEY = /^(?:v|visit |visita )?\d{1,3}[a-z]?$|^[a-z]{1,6}-?\d{0,3}$/i;
const isDay = (cell: string) => readWhen(splitWhen(cell).when).ok && !/^\d+$/.test(cell);
const isSignedWindow = (cell: string) => /[±+\-−–]/.test(cell) && readWindow(cell).ok;

/** What the cells of a row look like, where no label says it. */
export function likelyRole(cells: readonly string[], taken: ReadonlySet<HeaderRole>): HeaderRole {
  if (!taken.has('window') && share(cells, isSignedWindow) >= 0.6 && share(cells, (cell) => /[±/]/.test(cell)) >= 0.3) return 'window';
  if (!taken.has('when') && share(cells, isDay) >= 0.5) return 'when';
  if (!taken.has('key') && share(cells, (cell) => KEY.test(cell)) >= 0.7) return 'key';
  if (!taken.has('name')) return 'name';
  return taken.has('epoch') ? 'unknown' : 'epoch';
}
