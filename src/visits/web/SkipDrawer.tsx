// Writing a visit off: missed where it could have taken place, cancelled where it lies ahead; always with a reason.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ChoiceField, DrawerForm, LongTextField, notify, refusalInWords, useLanguage } from '#ui';
import { visitsApi, type VisitDetail } from './queries.ts';
import { visitName } from './standing.ts';
import { useVisitsWords } from './words.ts';

type How = 'miss' | 'cancel';

interface Typed {
  readonly how: How;
  readonly reasonCode: string;
  readonly reason: string;
}

export interface SkipDrawerProps {
  readonly visit: VisitDetail;
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** The drawer. */
export function SkipDrawer({ visit, opened, onClose }: SkipDrawerProps) {
  const say = useVisitsWords();
  const language = useLanguage();
  const requests = useQueryClient();
  const ways: readonly How[] = [...(visit.can.miss ? ['miss' as const] : []), ...(visit.can.cancel ? ['cancel' as const] : [])];
  const blank: Typed = { how: ways[0] ?? 'cancel', reasonCode: '', reason: '' };
  const [changed, setChanged] = useState<Typed>();
  const [tried, setTried] = useState(false);
  const typed = changed ?? blank;
  const name = visitName(visit, say);
  const leave = () => {
    setChanged(undefined);
    setTried(false);
    miss.reset();
    cancel.reset();
    onClose();
  };
  const onSuccess = () => {
    notify({ tone: 'neutral', text: say(`skip.done.${typed.how}`, { name }) });
    leave();
    return requests.invalidateQueries();
  };
  const miss = useMutation(visitsApi.miss.mutationOptions({ networkMode: 'always', onSuccess }));
  const cancel = useMutation(visitsApi.cancel.mutationOptions({ networkMode: 'always', onSuccess }));
  const sending = typed.how === 'miss' ? miss : cancel;
  const reasonCode = visit.windowReasons.find((code) => code === typed.reasonCode);
  const needsWords = reasonCode === 'other' && !typed.reason.trim();
  const set = (change: Partial<Typed>) => setChanged({ ...typed, ...change });
  const submit = () => {
    setTried(true);
    if (!reasonCode || needsWords) return;
    sending.mutate({
      params: { visitId: visit.id },
      headers: { 'if-match': String(visit.version) },
      body: { reasonCode, reason: typed.reason.trim() || null },
    });
  };
  return (
    <DrawerForm
      title={say('skip.title', { name })}
      opened={opened}
      onClose={leave}
      onSubmit={submit}
      submitLabel={say(`skip.submit.${typed.how}`)}
      pending={sending.isPending}
      error={refusalInWords(sending.error, say, language)}
      dirty={changed !== undefined}
    >
      <ChoiceField
        label={say('skip.how')}
        value={typed.how}
        onChange={(how) => set({ how: how === 'miss' ? 'miss' : 'cancel' })}
        required
        choices={ways.map((value) => ({ value, label: say(`skip.way.${value}`) }))}
      />
      <p style={{ margin: '8px 0 16px' }}>{say(visit.scheduled ? 'skip.effect' : 'skip.effectExtra')}</p>
      <ChoiceField
        label={say('record.reasonCode')}
        value={typed.reasonCode}
        onChange={(code) => set({ reasonCode: code })}
        required
        choices={[
          { value: '', label: say('record.chooseReason') },
          ...visit.windowReasons.map((value) => ({ value, label: say(`reasons.${value}`) })),
        ]}
        error={tried && !reasonCode ? say('skip.needReason') : undefined}
      />
      <LongTextField
        label={say(reasonCode === 'other' ? 'record.reason' : 'record.reasonOptional')}
        value={typed.reason}
        onChange={(reason) => set({ reason })}
        required={reasonCode === 'other'}
        error={tried && needsWords ? say('record.needWords') : undefined}
      />
    </DrawerForm>
  );
}
