// An entry in the reader's language: the server's English sentence, or one made from its codes where the language has the words.
import { personText } from '#lib';
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
  const name = codeIn(told.code, record.table, say) ?? told.name ?? '';
  const sentence = say('sentence', { actor: personText(actorName, language), verb, noun, name }).trimEnd();
  return `${sentence}${entry.outsideProgram ? say('outside') : ''}.`;
}

function codeIn(code: string | null, table: string, say: Say): string | undefined {
  return code === null ? undefined : (known(say, `value.${code} ${keyOf(table)}`) ?? known(say, `value.${code}`));
}

/** The name of a field that changed. */
export function fieldIn({ column, field }: HistoryEntry['changes'][number], language: string, say: Say): string {
  return language === 'en' ? field : (known(say, `field.${column}`) ?? field);
}

/** A value; yes and no are words, codes have their words in another language, everything else stands as it was kept. */
export function valueIn(text: string, language: string, say: Say, code?: string | null): string {
  if (language === 'en') return text;
  if (text === 'yes' || text === 'no') return known(say, `value.${text}`) ?? text;
  return code ? (known(say, `value.${code}`) ?? text) : text;
}
