// What completing a visit as typed would earn, before it is completed; amounts only.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { formatMinor, StatusWord, useMay, type Say } from '#ui';
import { deskApi, type EarningsPreviewAnswer } from './queries.ts';
import classes from './desk.module.css';
import { useDeskWords } from './words.ts';

export interface EarningsPreviewProps {
  readonly visitId: string;
  readonly serviceDate: string;
  readonly notDone: readonly string[];
}

/** The preview; nothing for people who may not know amounts. A failure never stands in the way of the visit. */
export function EarningsPreview({ visitId, serviceDate, notDone }: EarningsPreviewProps) {
  const say = useDeskWords();
  const may = useMay('finance.preview');
  const query = { serviceDate, ...(notDone.length > 0 ? { notDone: [...notDone] } : {}) };
  const preview = useQuery({
    ...deskApi.finance.previewEarnings.queryOptions({ input: { params: { visitId }, query } }),
    enabled: may,
    placeholderData: keepPreviousData,
  });
  if (!may) return null;
  return (
    <div className={classes.preview} aria-live="polite" aria-busy={preview.isPending}>
      {preview.data ? (
        <Sentence answer={preview.data} say={say} />
      ) : (
        preview.error && <span className={classes.quiet}>{say('earnings.unknown')}</span>
      )}
    </div>
  );
}

function Sentence({ answer, say }: { readonly answer: EarningsPreviewAnswer; readonly say: Say }) {
  const notes: Readonly<Partial<Record<EarningsPreviewAnswer['note'], string>>> = {
    'already-earned': 'earnings.already',
    'partial-earns-nothing': 'earnings.partial',
    'not-priced': 'earnings.notPriced',
  };
  const note = notes[answer.note];
  if (note) {
    return (
      <StatusWord tone={answer.note === 'partial-earns-nothing' ? 'attention' : 'neutral'} look="plain">
        {say(note)}
      </StatusWord>
    );
  }
  return answer.amounts.map(({ currency, earnedMinor, payableMinor, heldBackMinor }) => (
    <p key={currency}>
      {say('earnings.preview')} <strong>{say('earnings.previewText', { total: formatMinor(earnedMinor, currency), currency })}</strong>{' '}
      {heldBackMinor === '0'
        ? say('earnings.whole')
        : say('earnings.split', { now: formatMinor(payableMinor, currency), held: formatMinor(heldBackMinor, currency) })}
    </p>
  ));
}
