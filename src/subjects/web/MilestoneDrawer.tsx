// Recording a milestone by hand, or correcting its date with a reason.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ChoiceField, DrawerForm, formatDate, LongTextField, notify, TextField, refusalInWords, useLanguage } from '#ui';
import { milestonesByHand } from '../rules.ts';
import { subjectsApi, type Subject } from './queries.ts';
import { useSubjectsWords } from './words.ts';

export interface MilestoneDrawerProps {
  readonly subject: Subject;
  readonly opened: boolean;
  readonly onClose: () => void;
}

const blank = { kind: '', on: '', reason: '' };

/** The drawer. */
export function MilestoneDrawer({ subject, opened, onClose }: MilestoneDrawerProps) {
  const say = useSubjectsWords();
  const language = useLanguage();
  const requests = useQueryClient();
  const [typed, setTyped] = useState(blank);
  const [tried, setTried] = useState(false);
  const leave = () => {
    setTyped(blank);
    setTried(false);
    reach.reset();
    onClose();
  };
  const reach = useMutation(
    subjectsApi.reachMilestone.mutationOptions({
      networkMode: 'always',
      onSuccess: () => {
        notify({
          tone: 'good',
          text: say('milestone.done', { kind: say(`milestone.${typed.kind}`), on: formatDate(typed.on, { language }) }),
        });
        leave();
        return requests.invalidateQueries();
      },
    }),
  );
  const kind = milestonesByHand.find((each) => each === typed.kind);
  const before = subject.milestones.find((milestone) => milestone.kind === kind)?.on;
  const needsReason = before !== undefined && before !== typed.on;
  const set = (change: Partial<typeof blank>) => setTyped({ ...typed, ...change });
  const submit = () => {
    setTried(true);
    if (!kind || !typed.on || (needsReason && !typed.reason.trim())) return;
    reach.mutate({
      params: { subjectId: subject.id },
      headers: { 'if-match': String(subject.version) },
      body: { kind, on: typed.on, reason: typed.reason.trim() || null },
    });
  };
  return (
    <DrawerForm
      title={say('milestone.drawer', { number: subject.number })}
      opened={opened}
      onClose={leave}
      onSubmit={submit}
      submitLabel={say('milestone.submit')}
      pending={reach.isPending}
      error={refusalInWords(reach.error, say, language)}
      dirty={typed !== blank}
    >
      <ChoiceField
        label={say('milestone.kind')}
        value={typed.kind}
        onChange={(value) => set({ kind: value })}
        required
        choices={[
          { value: '', label: say('milestone.choose') },
          ...milestonesByHand.map((value) => ({ value, label: say(`milestone.${value}`) })),
        ]}
        error={tried && !kind ? say('milestone.needKind') : undefined}
      />
      <TextField
        label={say('milestone.on')}
        kind="date"
        value={typed.on}
        onChange={(on) => set({ on })}
        required
        {...(before === undefined ? {} : { hint: say('milestone.before', { on: formatDate(before, { language }) }) })}
        error={tried && !typed.on ? say('advance.needOn') : undefined}
      />
      <p style={{ margin: '8px 0 16px' }}>{say('milestone.effect')}</p>
      <LongTextField
        label={say(needsReason ? 'milestone.reason' : 'milestone.reasonOptional')}
        value={typed.reason}
        onChange={(reason) => set({ reason })}
        required={needsReason}
        error={tried && needsReason && !typed.reason.trim() ? say('advance.needReason') : undefined}
      />
    </DrawerForm>
  );
}
