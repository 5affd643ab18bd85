// How well typed letters fit a name: accents and case do not matter, words may stand in any order, letters may be left out.

const marks = /\p{M}/gu;

/** A text as it is compared: without accents, in small letters. */
export function folded(text: string): string {
  return text.normalize('NFD').replaceAll(marks, '').toLowerCase();
}

/** The words of what was typed, at most eight. */
export function typedWords(typed: string): readonly string[] {
  return folded(typed)
    .split(/\s+/)
    .filter((word) => word !== '')
    .slice(0, 8);
}

/** Patterns for `LIKE ALL` that every text fits which `likeness` finds something in: the letters of each word in their order. */
export function likePatterns(typed: string): string[] {
  return typedWords(typed).map((word) => `%${Array.from(word, (letter) => letter.replace(/[\\%_]/, String.raw`\$&`)).join('%')}%`);
}

/** Points of one typed word in a folded text; null where its letters do not stand there in their order. */
function pointsOf(word: string, text: string): number | null {
  const at = text.indexOf(word);
  if (at === 0) return text.length === word.length ? 100 : 80;
  if (at > 0) return text.split(/[\s\-._/,()]+/).some((part) => part.startsWith(word)) ? 60 : 40;
  let from = 0;
  let first = -1;
  for (const letter of word) {
    const found = text.indexOf(letter, from);
    if (found < 0) return null;
    if (first < 0) first = found;
    from = found + letter.length;
  }
  // Letters far apart stand there by chance; the closer they stand, the more was meant.
  const apart = from - first - word.length;
  return apart > word.length ? null : Math.max(1, 20 - apart);
}

/**
 * How well what was typed fits the names of a thing, 0 to 100; null where it does not fit. Each word counts where it fits best,
 * and all words must fit somewhere. Nothing typed fits everything equally.
 */
export function likeness(typed: string, names: readonly string[]): number | null {
  const words = typedWords(typed);
  if (words.length === 0) return 0;
  const texts = names.map(folded);
  let sum = 0;
  for (const word of words) {
    const best = Math.max(...texts.map((text) => pointsOf(word, text) ?? -1));
    if (best < 0) return null;
    sum += best;
  }
  return sum / words.length;
}

/** The things that fit, the best first; equal ones keep their order. */
export function ranked<T>(typed: string, things: readonly T[], namesOf: (thing: T) => readonly string[]): T[] {
  return things
    .flatMap((thing) => {
      const points = likeness(typed, namesOf(thing));
      return points === null ? [] : [{ thing, points }];
    })
    .sort((a, b) => b.points - a.points)
    .map(({ thing }) => thing);
}
