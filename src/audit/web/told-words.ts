// An entry in the reader's language: the server's English sentence, or one made from its codes where the language has the words.
import type { Say } from '#ui';
import { headlineOf, type HistoryEntry } from './headline.ts';

/** A word by its key; undefined where the language does not know it. */
function known(say: Say, key: string): string | undefined {
  const word = say(key);
  return word === key ? undefined : word;
}

const keyOf = (code: string): string => code.replace('.', '/');

/** Who did what to which record. A code without a word leaves the sentence in English: half a sentence would be worse. */
export function headlineIn(entry: HistoryEntry, language: string, say: Say): string {
  if (language === 'en') return headlineOf(entry);
  const { record, told, actorName } = entry;
  const noun = known(say, `noun.${keyOf(record.table)}`);
  const verb =
    told.verb === null
      ? known(say, `op.${told.op}`)
      : (known(say, `verb.${keyOf(told.verb)} ${keyOf(record.table)}`) ?? known(say, `verb.${keyOf(told.verb)}`));
  if (noun === undefined || verb === undefined) return headlineOf(entry);
  const sentence = say('sentence', { actor: actorName, verb, noun, name: told.name ?? '' }).trimEnd();
  return `${sentence}${entry.outsideProgram ? say('outside') : ''}.`;
}

/** The name of a field that changed. */
export function fieldIn({ column, field }: HistoryEntry['changes'][number], language: string, say: Say): string {
  return language === 'en' ? field : (known(say, `field.${column}`) ?? field);
}

/** Fields that hold a code out of a closed list, and no text of a person. */
const coded = new Set([
  'state',
  'status',
  'from_status',
  'to_status',
  'kind',
  'reason_code',
  'category',
  'severity',
  'modality',
  'milestone',
  'released_as',
  'outcome',
  'causality',
]);

/** A value; yes and no are words, codes have their words in another language, everything else stands as it was kept. */
export function valueIn(text: string, language: string, say: Say, column?: string): string {
  if (language === 'en') return text;
  const isWord = text === 'yes' || text === 'no' || (column !== undefined && coded.has(column) && /^[a-z]+(-[a-z]+)*$/.test(text));
  return isWord ? (known(say, `value.${text}`) ?? text) : text;
}
