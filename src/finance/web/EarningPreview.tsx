// What completing a visit as typed would earn, before it happens: "earns 1,950.00 USD: 1,755.00 now, 195.00 held back".
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { formatMinor, StatusWord, useMay, type Say } from '#ui';
import type { AnswerOf } from '#platform/contract';
import type { financeContract } from '../contract.ts';
import classes from './money.module.css';
import { financeApi } from './queries.ts';
import { useFinanceWords } from './words.ts';

type Answer = AnswerOf<(typeof financeContract)['previewEarnings']>;

export interface EarningPreviewProps {
  readonly visitId: string;
  /** `YYYY-MM-DD`. */
  readonly serviceDate: string;
  /** Keys of activities that were not done. */
  readonly notDone: readonly string[];
}

/** The sentence; nothing for readers without `finance.preview`. A failure never stands in the way of the visit. */
export function EarningPreview({ visitId, serviceDate, notDone }: EarningPreviewProps) {
  const say = useFinanceWords();
  const may = useMay('finance.preview');
  const preview = useQuery({
    ...financeApi.previewEarnings.queryOptions({
      input: { params: { visitId }, query: { serviceDate, ...(notDone.length > 0 ? { notDone: [...notDone] } : {}) } },
    }),
    enabled: may,
    placeholderData: keepPreviousData,
  });
  if (!may) return null;
  return (
    <output className={classes.preview} aria-busy={preview.isPending}>
      {preview.data ? (
        <Sentence answer={preview.data} say={say} />
      ) : (
        preview.error && <span className={classes.quiet}>{say('preview.unknown')}</span>
      )}
    </output>
  );
}

function Sentence({ answer, say }: { readonly answer: Answer; readonly say: Say }) {
  const { amounts, note } = answer;
  if (note !== 'earned') {
    return (
      <StatusWord tone={note === 'already-earned' ? 'neutral' : 'attention'} look="plain">
        {say(`preview.${note}`)}
      </StatusWord>
    );
  }
  return amounts.map(({ currency, earnedMinor, payableMinor, heldBackMinor }) => (
    <span key={currency}>
      {say('preview.earned')} <strong>{`${formatMinor(earnedMinor, currency)} ${currency}`}</strong>{' '}
      {heldBackMinor === '0'
        ? say('preview.whole')
        : say('preview.split', { payable: formatMinor(payableMinor, currency), heldBack: formatMinor(heldBackMinor, currency) })}
    </span>
  ));
}
