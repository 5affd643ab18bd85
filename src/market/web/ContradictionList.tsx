// Records that contradict each other: what is measured, what each says, and what that does to the outlook.
import { formatNumber, PageLink, useLanguage, type Say } from '#ui';
import { effectKey } from './evidence-chain.ts';
import { useEvidenceWords } from './evidence-words.ts';
import type { Contradiction } from './held-queries.ts';
import { type NameOf, useKeyNames } from './held-names.ts';
import classes from './held.module.css';
import { nameOfWord } from './value-text.ts';

export interface ContradictionListProps {
  readonly contradictions: readonly Contradiction[];
  /** Records that have a page: a draft has none yet. */
  readonly known: ReadonlySet<string>;
}

/** The list. */
export function ContradictionList({ contradictions, known }: ContradictionListProps) {
  const say = useEvidenceWords();
  const language = useLanguage();
  const name = useKeyNames();
  return (
    <ul className={classes.list}>
      {contradictions.map((each) => (
        <li key={`${each.quantity} ${each.year} ${each.records.join(' ')}`}>
          <p>
            {headOf(each, say, name)}:{' '}
            {each.records.map((record, at) => (
              <span key={record}>
                {at > 0 && say('against')}
                <Value
                  value={textOf(each.values[at] ?? '', name, language)}
                  to={known.has(record) ? `/market/evidence/${record}` : undefined}
                />
              </span>
            ))}
          </p>
          <p className={classes.quiet}>{say(`effectOf.${effectKey(each)}`)}</p>
        </li>
      ))}
    </ul>
  );
}

function Value({ value, to }: { readonly value: string; readonly to: string | undefined }) {
  return to ? <PageLink to={to}>{value}</PageLink> : <strong>{value}</strong>;
}

function headOf({ quantity, year, segment }: Contradiction, say: Say, name: NameOf): string {
  const where = [segment ? `, ${name(segment.axis, segment.key)}` : '', year === null ? '' : say('inYear', { year })].join('');
  return `${quantityName(quantity, say)}${where}`;
}

/** What is measured, in words where there are some. */
export function quantityName(quantity: string | null, say: Say): string {
  if (quantity === null) return say('quantity.none');
  const said = say(`quantity.${quantity}`);
  return said === `quantity.${quantity}` ? quantity.replaceAll('-', ' ') : said;
}

const textOf = (value: string | number, name: NameOf, language: string) =>
  typeof value === 'number' ? formatNumber(value, undefined, language) : nameOfWord(value, name);
