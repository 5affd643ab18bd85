// What was checked of the outlook, each in words with whether it holds; and where evidence contradicts evidence.
import { DataTable, PageLink, StatusWord, formatNumber, useLanguage, type Column, type Say } from '#ui';
import { checkInWords, effectInWords } from './check-words.ts';
import classes from './market.module.css';
import { between, usd } from './names.ts';
import type { Outlook } from './queries.ts';
import { marketSections } from './sections.ts';
import { useMarketWords } from './words.ts';

const EVIDENCE = '/market/evidence';

/** Checks, and contradictions where there are any. */
export function ChecksSection({ outlook }: { readonly outlook: Outlook }) {
  const say = useMarketWords();
  const language = useLanguage();
  return (
    <section aria-labelledby="checks">
      <h2 id="checks" className={classes.heading}>
        {say('checks.heading')}
      </h2>
      <p className={classes.quiet}>{say('checks.lead')}</p>
      <ul className={classes.checks}>
        {outlook.checks.map((check) => {
          const words = checkInWords(check, { outlook, say, language });
          return (
            <li key={check.name}>
              <StatusWord tone={check.ok ? 'good' : 'attention'} look="plain">
                {say(check.ok ? 'checks.holds' : 'checks.fails')}
              </StatusWord>
              <div lang={words.language}>
                <strong>{words.name}</strong>
                <p>{words.detail}</p>
              </div>
            </li>
          );
        })}
      </ul>
      {outlook.conflicts.length > 0 && <Conflicts outlook={outlook} say={say} language={language} />}
    </section>
  );
}

interface ConflictsProps {
  readonly outlook: Outlook;
  readonly say: Say;
  readonly language: string;
}

function Conflicts({ outlook, say, language }: ConflictsProps) {
  const { conflicts, triangulation } = outlook;
  return (
    <>
      <h3 className={classes.heading}>{say('conflicts.heading')}</h3>
      <DataTable
        label={say('conflicts.heading')}
        columns={columns(outlook, say, language)}
        rows={conflicts}
        rowKey={({ records }) => records.join(' ')}
        empty=""
      />
      {triangulation.map(({ year, pooled, interval80, sources }) => (
        <p key={year} className={classes.quiet}>
          {say('conflicts.pooled', {
            count: sources.length,
            year,
            value: usd(pooled, say, language),
            interval: between(interval80, language),
          })}
        </p>
      ))}
      {marketSections.some(({ to }) => to === EVIDENCE) && (
        <p>
          <PageLink to={EVIDENCE}>{say('conflicts.open')}</PageLink>
        </p>
      )}
    </>
  );
}

type Conflict = Outlook['conflicts'][number];

function columns(outlook: Outlook, say: Say, language: string): readonly Column<Conflict>[] {
  const claimOf = (id: string) => outlook.evidence.find((record) => record.id === id)?.claim ?? id;
  const valueOf = (value: number | string) => (typeof value === 'number' ? formatNumber(value, undefined, language) : value);
  return [
    {
      key: 'what',
      header: say('conflicts.what'),
      cell: ({ records }) => (
        <span lang="en">
          {records.map((id) => (
            <span key={id} style={{ display: 'block' }}>
              {claimOf(id)}
            </span>
          ))}
        </span>
      ),
      value: ({ quantity, year }) => (year === null ? quantity : say('conflicts.of', { quantity, year })),
    },
    { key: 'values', header: say('conflicts.values'), cell: ({ values }) => values.map(valueOf).join(' – '), width: '200px' },
    { key: 'effect', header: say('conflicts.effect'), cell: (conflict) => effectInWords(conflict, { outlook, say }), width: '360px' },
  ];
}
