// The details of one activity: its name and the heading it stands under.
import { DrawerForm, TextField } from '#ui';
import type { HistoryStep } from '../../rules/draft-history.ts';
import type { ScheduleDraft } from '../../rules/schedule-draft.ts';
import type { Books } from './cell-words.ts';

export interface ActivityDrawerProps {
  readonly activity: ScheduleDraft['activities'][number] | undefined;
  readonly books: Books;
  readonly step: (step: HistoryStep) => void;
  readonly onClose: () => void;
}

/** The drawer; what is typed is a step that can be undone. */
export function ActivityDrawer({ activity, books: { say }, step, onClose }: ActivityDrawerProps) {
  if (!activity) return null;
  const { key, name, group } = activity;
  return (
    <DrawerForm title={say('activity.title', { name })} opened onClose={onClose} onSubmit={onClose} submitLabel={say('visit.done')}>
      <TextField
        label={say('activity.name')}
        value={name}
        onChange={(text) => step({ kind: 'set-activity', key, fields: { name: text } })}
      />
      <TextField
        label={say('activity.group')}
        value={group ?? ''}
        onChange={(text) => step({ kind: 'set-activity', key, fields: { group: text || null } })}
      />
    </DrawerForm>
  );
}
