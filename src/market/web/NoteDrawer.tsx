// Writing a note, rewriting one with a reason, or withdrawing it.
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Button, ChoiceField, DrawerForm, LongTextField, notify, refusalInWords, TextField, useLanguage } from '#ui';
import { useCompanyWords } from './company-words.ts';
import { useMarketChanged } from './held-queries.ts';
import classes from './held.module.css';
import { marketApi } from './queries.ts';
import { useClaims } from './shipped-claims.ts';
import { bodyOfNote, faultsOfNote, holdsFacts, isForce, type NotePlace, typedNote } from './typed-note.ts';

export interface NoteDrawerProps {
  readonly place: NotePlace;
  /** The text of the note that is superseded, in the language in use. */
  readonly text: string;
  readonly onClose: () => void;
}

/** The drawer; what was typed is kept while it is open. */
export function NoteDrawer({ place, text, onClose }: NoteDrawerProps) {
  const say = useCompanyWords();
  const language = useLanguage();
  const changed = useMarketChanged();
  const [typed, setTyped] = useState(() => typedNote(place, text));
  const [tried, setTried] = useState(false);
  const { section, note, withdraws } = place;
  const write = useMutation(
    marketApi.addNote.mutationOptions({
      onSuccess: async () => {
        notify({ tone: 'good', text: say(withdraws ? 'form.withdrawn' : 'form.saved') });
        onClose();
        await changed();
      },
    }),
  );
  const faults = faultsOfNote(typed, place);
  const submit = () => {
    setTried(true);
    if (faults.size === 0) write.mutate({ body: bodyOfNote(typed, place) });
  };
  const field = (key: 'text' | 'source' | 'sourceDate' | 'reason') => ({
    label: say(`form.${key}`),
    value: typed[key],
    onChange: (value: string) => setTyped({ ...typed, [key]: value }),
    error: tried && faults.has(key) ? say(`fault.${key}`) : undefined,
  });
  return (
    <DrawerForm
      title={say(`section.${section}`)}
      opened
      onClose={onClose}
      onSubmit={submit}
      {...(withdraws ? { submitLabel: say('withdraw') } : {})}
      pending={write.isPending}
      error={refusalInWords(write.error, say, language)}
      dirty={JSON.stringify(typed) !== JSON.stringify(typedNote(place, text))}
    >
      {withdraws ? (
        <>
          <p>{text}</p>
          <LongTextField {...field('reason')} label={say('form.withdrawReason')} required />
        </>
      ) : (
        <>
          <LongTextField {...field('text')} rows={5} required />
          {isForce(section) && (
            <ChoiceField
              label={say('form.strength')}
              value={typed.strength}
              choices={['', '1', '2', '3', '4', '5'].map((value) => ({ value, label: say(`form.strengths.${value || 'none'}`) }))}
              onChange={(strength) => setTyped({ ...typed, strength })}
            />
          )}
          <TextField {...field('source')} {...(holdsFacts(section) ? { hint: say('form.sourceHint') } : {})} />
          <TextField {...field('sourceDate')} hint={say('form.sourceDateHint')} />
          <EvidenceChoice ids={typed.evidenceIds} onChange={(evidenceIds) => setTyped({ ...typed, evidenceIds })} />
          {note && <LongTextField {...field('reason')} rows={2} required />}
        </>
      )}
    </DrawerForm>
  );
}

interface EvidenceChoiceProps {
  readonly ids: readonly string[];
  readonly onChange: (ids: readonly string[]) => void;
}

function EvidenceChoice({ ids, onChange }: EvidenceChoiceProps) {
  const say = useCompanyWords();
  const claims = useClaims();
  const book = useQuery(marketApi.evidence.queryOptions({ input: {} }));
  const entries = book.data?.entries ?? [];
  const claimOf = (id: string) => {
    const found = entries.find(({ record }) => record.id === id);
    return found ? claims(found.record).claim : id;
  };
  const open = entries.filter(({ state, record }) => state === 'counts' && !ids.includes(record.id));
  return (
    <>
      <ChoiceField
        label={say('form.evidence')}
        value=""
        choices={[
          { value: '', label: say('form.choose') },
          ...open.map(({ record }) => ({ value: record.id, label: claims(record).claim })),
        ]}
        onChange={(id) => id !== '' && onChange([...ids, id])}
      />
      {ids.length > 0 && (
        <ul className={classes.list}>
          {ids.map((id) => (
            <li key={id}>
              <p>{claimOf(id)}</p>
              <Button size="xs" variant="subtle" onClick={() => onChange(ids.filter((one) => one !== id))}>
                {say('form.remove')}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
