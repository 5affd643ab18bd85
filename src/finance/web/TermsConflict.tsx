// Somebody else was quicker: the draft as it stands now beside what was typed, and the person chooses.
import { ConfirmPreview, useLanguage } from '#ui';
import type { ContractVersionView, TermsBody } from './queries.ts';
import { termsChanges } from './terms-changes.ts';
import { useFinanceWords } from './words.ts';

export interface TermsConflictProps {
  readonly current: ContractVersionView;
  readonly mine: TermsBody | undefined;
  readonly currency: string;
  readonly pending: boolean;
  readonly onSaveMine: () => void;
  readonly onTakeTheirs: () => void;
}

/** Both values; saving mine is offered only while the version is still a draft. */
export function TermsConflict({ current, mine, currency, pending, onSaveMine, onTakeTheirs }: TermsConflictProps) {
  const say = useFinanceWords();
  const language = useLanguage();
  const changes = mine ? termsChanges(current, mine, { currency, say, language }) : [];
  if (current.can.edit) {
    return (
      <ConfirmPreview
        title={say('conflict.title')}
        changes={changes}
        effects={[say('conflict.text')]}
        confirmLabel={say('conflict.saveMine')}
        onConfirm={onSaveMine}
        onCancel={onTakeTheirs}
        pending={pending}
      />
    );
  }
  return (
    <ConfirmPreview
      title={say('conflict.liveTitle')}
      changes={changes}
      effects={[say('conflict.liveText')]}
      confirmLabel={say('conflict.see')}
      onConfirm={onTakeTheirs}
    />
  );
}
