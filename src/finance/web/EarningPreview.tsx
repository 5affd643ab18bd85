// What completing a visit as typed would earn, before it happens: "earns 1,950.00 USD: 1,755.00 now, 195.00 held back".
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { formatMinor, Problem, StatusWord, useMay } from '#ui';
import classes from './money.module.css';
import { financeApi } from './queries.ts';
import { useFinanceWords } from './words.ts';

export interface EarningPreviewProps {
  readonly visitId: string;
  /** `YYYY-MM-DD`. */
  readonly serviceDate: string;
  /** Keys of activities that were not done. */
  readonly notDone: readonly string[];
}

/** The sentence; nothing for readers without `finance.preview`. */
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
  if (!preview.data) return preview.error ? <Problem error={preview.error} /> : null;
  const { amounts, note } = preview.data;
  return (
    <output className={classes.preview}>
      {note === 'earned' ? (
        amounts.map(({ currency, earnedMinor, payableMinor, heldBackMinor }) => (
          <StatusWord key={currency} tone="good" look="plain">
            {say(heldBackMinor === '0' ? 'preview.payable' : 'preview.earned', {
              earned: `${formatMinor(earnedMinor, currency)} ${currency}`,
              payable: formatMinor(payableMinor, currency),
              heldBack: formatMinor(heldBackMinor, currency),
            })}
          </StatusWord>
        ))
      ) : (
        <StatusWord tone={note === 'already-earned' ? 'neutral' : 'attention'} look="plain">
          {say(`preview.${note}`)}
        </StatusWord>
      )}
    </output>
  );
}
