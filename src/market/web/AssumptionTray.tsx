// What is drafted and not held yet: each difference, what all of them do to the outlook, and the button that holds them with a reason.
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Button, ConfirmPreview, LongTextField, notify, Problem, useLanguage, Waiting } from '#ui';
import { type Content, claimDifferences, countChanges, heldContent, previewDraft, rowsUnder, withoutChange } from './assumption-draft.ts';
import { useAssumptionNames, valueWithUnit } from './assumption-names.ts';
import { useAssumptionWords } from './assumption-words.ts';
import { EffectPanel } from './EffectPanel.tsx';
import { type AssumptionsAnswer, useMarketChanged } from './held-queries.ts';
import { percentText, useKeyNames } from './held-names.ts';
import classes from './held.module.css';
import { useOutlookRefusals } from './outlook-refusal.ts';
import { marketApi } from './queries.ts';

export interface AssumptionTrayProps {
  readonly answer: AssumptionsAnswer;
  readonly draft: Content;
  readonly onChange: (draft: Content) => void;
}

/** The tray; nothing while nothing is drafted. */
export function AssumptionTray({ answer, draft, onChange }: AssumptionTrayProps) {
  const say = useAssumptionWords();
  const language = useLanguage();
  const name = useKeyNames();
  const { nameOf } = useAssumptionNames();
  const [looked, setLooked] = useState<string | null>(null);
  if (countChanges(answer, draft) === 0) return null;
  const before = new Map(rowsUnder(answer, heldContent(answer)).map((row) => [row.id, row]));
  const drafted = rowsUnder(answer, draft).filter(({ standing }) => standing === 'drafted');
  const { added, gone } = claimDifferences(answer, draft);
  const asked = previewDraft(draft);
  return (
    <section className={classes.tray} aria-label={say('draft.title')}>
      <h2 className={classes.small}>{say('draft.title')}</h2>
      <ul className={classes.list}>
        {drafted.map((row) => (
          <li key={row.id}>
            <p>
              {say('draft.change', {
                name: nameOf(row),
                before: valueWithUnit(before.get(row.id) ?? row, say, language),
                after: valueWithUnit(row, say, language),
              })}
            </p>
            <Button
              size="xs"
              variant="subtle"
              aria-label={`${say('draft.drop')}: ${nameOf(row)}`}
              onClick={() => onChange(withoutChange(draft, row, answer))}
            >
              {say('draft.drop')}
            </Button>
          </li>
        ))}
        {added.map(({ id, axis, key, year, share }) => (
          <li key={id}>{say('draft.claim', { name: name(axis, key), year, share: percentText(share ?? null, language) })}</li>
        ))}
        {gone.map(({ id, axis, key, year }) => (
          <li key={id}>{say('draft.claimGone', { name: name(axis, key), year })}</li>
        ))}
      </ul>
      <div className={classes.foot}>
        {looked !== asked && <Button onClick={() => setLooked(asked)}>{say('draft.look')}</Button>}
        <Button variant="default" onClick={() => onChange(heldContent(answer))}>
          {say('draft.dropAll')}
        </Button>
      </div>
      {looked === asked && <Hold answer={answer} draft={draft} asked={asked} onLeave={() => setLooked(null)} />}
    </section>
  );
}

interface HoldProps extends Omit<AssumptionTrayProps, 'onChange'> {
  readonly asked: string;
  readonly onLeave: () => void;
}

function Hold({ answer, draft, asked, onLeave }: HoldProps) {
  const say = useAssumptionWords();
  const refusals = useOutlookRefusals();
  const changed = useMarketChanged();
  const [reason, setReason] = useState('');
  const preview = useQuery({
    ...marketApi.previewAssumptions.queryOptions({ input: { query: { draft: asked as never } } }),
    retry: false,
  });
  const save = useMutation(
    marketApi.saveAssumptions.mutationOptions({
      onSuccess: async ({ version }) => {
        notify({ tone: 'good', text: say('draft.held', { version }) });
        await changed();
      },
    }),
  );
  if (preview.isPending) return <Waiting rows={6} />;
  if (preview.error) return <Problem error={refusals.inWords(preview.error, say)} onRetry={() => void preview.refetch()} />;
  const hold = () =>
    save.mutate({
      headers: { 'if-match': String(answer.version) },
      body: { ...draft, changes: [...draft.changes], reason: reason.trim() },
    });
  return (
    <ConfirmPreview
      wide
      title={say('draft.looked')}
      confirmLabel={say('draft.hold')}
      onConfirm={hold}
      onCancel={onLeave}
      pending={save.isPending}
      blocked={reason.trim() === '' || preview.data.refusal !== null}
      error={refusals.inWords(save.error, say)}
    >
      <EffectPanel effect={preview.data} />
      <p className={classes.quiet}>{say('draft.own')}</p>
      <LongTextField label={say('draft.reason')} value={reason} onChange={setReason} rows={2} required />
    </ConfirmPreview>
  );
}
