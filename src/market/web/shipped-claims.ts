// The claims that ship with the program in the language in use; what the network wrote stays as it was written.
import type { EvidenceRecord } from './held-queries.ts';
import { useShippedWords } from './shipped-words.ts';

/** What is said of a record. */
export interface SaidRecord {
  readonly claim: string;
  readonly note: string | null;
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
