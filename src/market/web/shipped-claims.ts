// The claims that ship with the program in the language in use; what the network wrote stays as it was written.
import { formatDate, useLanguage } from '#ui';
import type { EvidenceRecord } from './held-queries.ts';
import { useShippedWords } from './shipped-words.ts';

/** What is said of a record. */
export interface SaidRecord {
  readonly claim: string;
  readonly note: string | null;
}

type Sourced = Pick<EvidenceRecord, 'source' | 'sourceDate'>;

/** When a source said it: a year, a month or a day, as the language writes it. */
function sourceDay(text: string, language: string): string {
  if (text.length === 10) return formatDate(text, { language });
  return text.length === 7 ? formatDate(`${text}-01`, { language }).replace(/^1 /, '') : text;
}

/** Says where a record comes from: the sources that ship by their name in the language, others as they were written, with the day. */
export function useSources(): (record: { readonly [key in keyof Sourced]: string | null }) => {
  readonly name: string;
  readonly day: string;
  readonly whole: string;
} {
  const [say, language] = [useShippedWords(), useLanguage()];
  return ({ source, sourceDate }) => {
    const said = say(`source.${source}`);
    const name = said === `source.${source}` ? (source ?? '') : said;
    const day = sourceDate === null ? '' : sourceDay(sourceDate, language);
    return { name, day, whole: [name, day].filter((part) => part !== '').join(', ') };
  };
}

/** Says the claim and the note of a record. */
export function useClaims(): (record: Pick<EvidenceRecord, 'id' | 'claim' | 'note' | 'value'>) => SaidRecord {
  const say = useShippedWords();
  return ({ id, claim, note, value }) => {
    const isCompany = /^company-\d+$/.test(id);
    const key = isCompany ? 'claim.company' : `claim.${id}`;
    const [said, saidNote] = [say(key, { name: value }), say(`note.${id}`)];
    return { claim: said === key ? claim : said, note: saidNote === `note.${id}` ? note : saidNote };
  };
}
