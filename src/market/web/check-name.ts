// What a check of an outlook is called in the reader's words, where only its name is told; in full it stands on the page of the outlook.
import type { Say } from '#ui';
import { keyName } from './names.ts';

type Naming = (found: RegExpExecArray, say: Say, language: string) => string;

const namings: readonly (readonly [RegExp, Naming])[] = [
  [/^total (\d{4}) is as published$/, ([, year], say) => say('checks.total', { year })],
  [/^cells add to every margin and to the total$/, (_, say) => say('checks.sums')],
  [/^no cell is below nothing$/, (_, say) => say('checks.positive')],
  [/^growth is as published$/, (_, say) => say('checks.growth')],
  [/^(.+) is the largest region$/, ([, key = ''], say, language) => say('checks.largest', { key: keyName('region', key, say, language) })],
  [
    /^(.+) is the fastest growing area$/,
    ([, key = ''], say, language) => say('checks.fastest', { key: keyName('area', key, say, language) }),
  ],
  [/^claim (.+) is met$/, ([, id], say) => say('checks.claim', { id })],
  [/^every share says what it stands on$/, (_, say) => say('checks.basis')],
  [/^evidence does not contradict itself$/, (_, say) => say('checks.agree')],
];

/** The name in words; as the server said it where nobody here knows it. */
export function checkName(name: string, say: Say, language: string): string {
  for (const [pattern, naming] of namings) {
    const found = pattern.exec(name);
    if (found) return naming(found, say, language);
  }
  return name;
}
