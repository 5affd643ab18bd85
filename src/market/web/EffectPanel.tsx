// What a change would do to the outlook: one sentence, the totals and the parts that move, checks that break or mend.
import { useEffect } from 'react';
import { DataTable, formatNumber, Problem, StatusWord, useAnnounce, useLanguage, type Column, type Say } from '#ui';
import { checkName } from './check-name.ts';
import type { Effect } from './held-queries.ts';
import { type NameOf, useKeyNames } from './held-names.ts';
import { useHeldWords } from './held-words.ts';
import classes from './held.module.css';
import { useOutlookRefusals } from './outlook-refusal.ts';
import { useMarketWords } from './words.ts';

type Total = Effect['totals'][number];
type MovedPart = Effect['parts'][number];

/** Parts that move most; the others are in the whole outlook. */
const told = 8;

/** The panel. */
export function EffectPanel({ effect }: { readonly effect: Effect }) {
  const say = useHeldWords();
  const language = useLanguage();
  const name = useKeyNames();
  const market = useMarketWords();
  const refusals = useOutlookRefusals();
  const announce = useAnnounce();
  const last = effect.totals.at(-1);
  const finding = last && !effect.refusal ? sentence(last, say, language) : null;
  useEffect(() => {
    if (finding !== null) announce(finding);
  }, [finding, announce]);
  if (effect.refusal) {
    const { code, facts } = effect.refusal;
    return <Problem error={{ status: 422, title: say('effect.refused'), detail: refusals.sentence(code, facts), code }} />;
  }
  const checks = effect.checks.filter(({ before, after }) => after !== null && before !== after);
  return (
    <>
      {finding !== null && <p className={classes.finding}>{finding}</p>}
      {checks.map((check) => (
        <p key={check.name} className={classes.finding}>
          <StatusWord tone={check.after ? 'good' : 'attention'} look="plain">
            {say(check.after ? 'effect.checkMends' : 'effect.checkBreaks', { check: checkName(check.name, market, language) })}
          </StatusWord>
        </p>
      ))}
      <DataTable
        label={say('effect.totals')}
        columns={totalColumns(say, language)}
        rows={effect.totals}
        rowKey={({ year }) => String(year)}
        empty={null}
      />
      {effect.parts.length > 0 ? (
        <>
          <h3 className={classes.small}>{say('effect.parts', { year: effect.parts[0]?.year })}</h3>
          <DataTable
            label={say('effect.parts', { year: effect.parts[0]?.year })}
            columns={partColumns(say, (axis, key) => `${market(`axis.${axis}`)}: ${name(axis, key)}`, language)}
            rows={effect.parts.slice(0, told)}
            rowKey={({ axis, key }) => `${axis} ${key}`}
            empty={null}
          />
        </>
      ) : (
        <p className={classes.quiet}>{say('effect.same')}</p>
      )}
      <p className={classes.quiet}>{say('effect.preview')}</p>
    </>
  );
}

const range = ([low, high]: readonly number[], language: string) =>
  `${formatNumber(low ?? 0, 0, language)}–${formatNumber(high ?? 0, 0, language)}`;

function sentence({ year, before, after, before80, after80 }: Total, say: Say, language: string): string {
  const facts = {
    year,
    before: formatNumber(before, 0, language),
    after: formatNumber(after ?? before, 0, language),
    beforeRange: range(before80, language),
    afterRange: range(after80 ?? before80, language),
  };
  if (facts.before !== facts.after) return say('effect.moves', facts);
  return say(facts.beforeRange === facts.afterRange ? 'effect.staysAll' : 'effect.stays', facts);
}

function totalColumns(say: Say, language: string): readonly Column<Total>[] {
  const cell = (value: number | null, interval: readonly number[] | null) =>
    value === null || interval === null ? '–' : `${formatNumber(value, 0, language)} (${range(interval, language)})`;
  return [
    { key: 'year', header: say('effect.year'), cell: ({ year }) => year, width: '80px' },
    {
      key: 'before',
      header: `${say('effect.before')} (${say('interval80')})`,
      numeric: true,
      cell: ({ before, before80 }) => cell(before, before80),
    },
    {
      key: 'after',
      header: `${say('effect.after')} (${say('interval80')})`,
      numeric: true,
      cell: ({ after, after80 }) => cell(after, after80),
    },
  ];
}

function partColumns(say: Say, name: NameOf, language: string): readonly Column<MovedPart>[] {
  const number = (value: number) => formatNumber(value, 1, language);
  const change = ({ before, after }: MovedPart) => `${after >= before ? '+' : '−'}${number(Math.abs(after - before))}`;
  return [
    { key: 'part', header: say('effect.part'), cell: ({ axis, key }) => name(axis, key) },
    { key: 'before', header: say('effect.before'), numeric: true, cell: ({ before }) => number(before), width: '110px' },
    { key: 'after', header: say('effect.after'), numeric: true, cell: ({ after }) => number(after), width: '110px' },
    { key: 'change', header: say('effect.change'), numeric: true, cell: change, width: '110px' },
  ];
}
