// Help for somebody who is locked out: unlocking the account, or forgetting a lost second factor, for a reason.
import { useMutation } from '@tanstack/react-query';
import { notify } from '#ui';
import { accessApi, useRefresh, type PersonView } from './queries.ts';
import { ReasonDrawer } from './ReasonDrawer.tsx';
import { useAccessWords } from './words.ts';

/** What is done for the person. */
export type Rescue = 'unlock' | 'resetFactor';

export interface RescueDrawerProps {
  readonly person: PersonView;
  readonly rescue: Rescue;
  readonly onClose: () => void;
}

/** The drawer. */
export function RescueDrawer({ person, rescue, onClose }: RescueDrawerProps) {
  const say = useAccessWords();
  const refresh = useRefresh();
  const { name } = person;
  const done = async () => {
    notify({ tone: 'good', text: say(rescue === 'unlock' ? 'unlockedDone' : 'resetFactorDone', { name }) });
    onClose();
    await refresh();
  };
  const unlock = useMutation(accessApi.unlockPerson.mutationOptions({ onSuccess: done }));
  const reset = useMutation(accessApi.resetSecondFactor.mutationOptions({ onSuccess: done }));
  const chosen = rescue === 'unlock' ? unlock : reset;
  return (
    <ReasonDrawer
      title={say(`${rescue}Title`, { name })}
      effect={say(`${rescue}Effect`, { name })}
      submitLabel={say(rescue)}
      opened
      pending={chosen.isPending}
      error={chosen.error}
      differences={() => []}
      onClose={onClose}
      onSubmit={(reason) => chosen.mutate({ params: { personId: person.id }, body: { reason } })}
      onTakeNew={() => chosen.reset()}
    />
  );
}
