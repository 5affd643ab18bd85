// What was earned, currency by currency, and the assumed rate by which it comes into the sums.
import { DataTable, formatDate, StatusWord, useLanguage, type Column, type Say } from '#ui';
import type { PositionAnswer } from './held-queries.ts';
import { amountText, exactText, usdText } from './held-names.ts';
import classes from './held.module.css';
import { usePositionWords } from './position-words.ts';
import { Tagged } from './TagMark.tsx';

type Row = PositionAnswer['earned'][number];

/** The table. */
export function EarnedTable({ position }: { readonly position: PositionAnswer }) {
  const say = usePositionWords();
  const language = useLanguage();
  return (
    <>
      <h2 className={classes.heading}>{say('earned')}</h2>
      <DataTable
        label={say('earned')}
        columns={columns(position, say, language)}
        rows={position.earned}
        rowKey={({ currency }) => currency}
        empty={null}
      />
      <p className={classes.quiet}>{say('rates', { asOf: formatDate(position.rates.asOf, { language }) })}</p>
    </>
  );
}

function columns({ rates, tags }: PositionAnswer, say: Say, language: string): readonly Column<Row>[] {
  return [
    { key: 'currency', header: say('currency'), cell: ({ currency }) => currency, width: '100px' },
    {
      key: 'amount',
      header: say('amount'),
      numeric: true,
      cell: ({ amountMinor, currency }) => amountText(amountMinor, currency, language),
    },
    {
      key: 'before',
      header: say('amountBefore'),
      numeric: true,
      cell: ({ beforeMinor, currency }) => amountText(beforeMinor, currency, language),
    },
    {
      key: 'rate',
      header: say('rate'),
      cell: ({ currency }) => {
        const rate = rates.usdPer[currency];
        if (rate !== undefined) return <Tagged value={exactText(rate, language)} tag={tags.rates} />;
        return (
          <StatusWord tone="attention" look="plain">
            {say('noRate')}
          </StatusWord>
        );
      },
    },
    { key: 'usd', header: say('inUsd'), numeric: true, cell: ({ usd }) => (usd === null ? '–' : usdText(usd, language)) },
  ];
}
