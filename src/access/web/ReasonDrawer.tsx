// Ending something for a reason: first what will follow, then why, then one button; a change made meanwhile is shown beside what was read.
import { useState, type ReactNode } from 'react';
import { Button, currentOf, DrawerForm, LongTextField, StatusWord } from '#ui';
import classes from './ReasonDrawer.module.css';
import { explained } from './explained.ts';
import { useAccessWords } from './words.ts';

/** One fact, as it was read and as it stands now. */
export interface Difference {
  readonly what: string;
  readonly read: ReactNode;
  readonly now: ReactNode;
}

export interface ReasonDrawerProps {
  readonly title: string;
  /** What will follow, in one or two sentences. */
  readonly effect: string;
  readonly submitLabel: string;
  readonly opened: boolean;
  readonly pending: boolean;
  readonly error: unknown;
  /** What differs now, from the record that a version conflict carries. */
  readonly differences: (current: unknown) => readonly Difference[];
  readonly onClose: () => void;
  readonly onSubmit: (reason: string) => void;
  /** Goes on with the newer record after a conflict. */
  readonly onTakeNew: () => void;
}

/** The drawer. */
export function ReasonDrawer(props: ReasonDrawerProps) {
  const { title, effect, submitLabel, opened, pending, error, onClose } = props;
  const say = useAccessWords();
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const current = currentOf(error);
  const conflict = current && props.differences(current);
  const submit = () => {
    setTried(true);
    if (reason.trim()) props.onSubmit(reason.trim());
  };
  return (
    <DrawerForm
      title={title}
      opened={opened}
      onClose={onClose}
      onSubmit={submit}
      submitLabel={submitLabel}
      pending={pending}
      error={conflict ? undefined : explained(error, say)}
      dirty={reason !== ''}
    >
      {conflict && <Conflict differences={conflict} onTakeNew={props.onTakeNew} />}
      <p className={classes.effect}>{effect}</p>
      <LongTextField
        label={say('reason')}
        hint={say('reasonHint')}
        value={reason}
        onChange={setReason}
        required
        error={tried && !reason.trim() ? say('needReason') : undefined}
      />
    </DrawerForm>
  );
}

function Conflict({ differences, onTakeNew }: { readonly differences: readonly Difference[]; readonly onTakeNew: () => void }) {
  const say = useAccessWords();
  return (
    <div role="alert" className={classes.conflict}>
      <StatusWord tone="attention" look="plain">
        <strong>{say('conflictTitle')}</strong>
      </StatusWord>
      <p>{say('conflictText')}</p>
      <table className={classes.differences}>
        <thead>
          <tr>
            <th scope="col">{say('what')}</th>
            <th scope="col">{say('read')}</th>
            <th scope="col">{say('now')}</th>
          </tr>
        </thead>
        <tbody>
          {differences.map(({ what, read, now }) => (
            <tr key={what}>
              <th scope="row">{what}</th>
              <td>{read}</td>
              <td>{now}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Button variant="default" size="xs" onClick={onTakeNew}>
        {say('takeNew')}
      </Button>
    </div>
  );
}
