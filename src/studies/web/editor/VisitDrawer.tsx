// The details of one visit, for what is chosen rather than typed: what it counts from, epoch, arms, where, milestones.
import { ChoiceField, DrawerForm, TextField, TickField } from '#ui';
import { milestones, type Milestone, type Modality } from '../../rules.ts';
import type { DraftFinding, FindingField } from '../../rules/draft-findings.ts';
import type { HistoryStep } from '../../rules/draft-history.ts';
import type { DraftAnchor, DraftVisit, ScheduleDraft } from '../../rules/schedule-draft.ts';
import { faultOf, type Books } from './cell-words.ts';
import classes from './ScheduleEditor.module.css';

const modalities: readonly Modality[] = ['on-site', 'phone', 'video', 'home'];

export interface VisitDrawerProps {
  readonly draft: ScheduleDraft;
  readonly visit: DraftVisit | undefined;
  readonly findings: readonly DraftFinding[];
  readonly books: Books;
  readonly step: (step: HistoryStep) => void;
  readonly onClose: () => void;
}

const textOf = (anchor: DraftAnchor): string => {
  if (anchor.kind === 'visit') return `visit ${anchor.id ?? ''}`;
  return anchor.kind === 'milestone'
    ? `milestone ${anchor.milestone}${anchor.carriedBy === undefined ? '' : ` ${anchor.carriedBy}`}`
    : anchor.kind;
};

function anchorOf(text: string): DraftAnchor {
  const [kind = '', first = '', ...rest] = text.split(' ');
  if (kind === 'visit') return { kind, id: [first, ...rest].join(' ') || null };
  if (kind === 'milestone') {
    const carriedBy = rest.join(' ');
    return { kind, milestone: first as Milestone, ...(carriedBy === '' ? {} : { carriedBy }) };
  }
  return kind === 'consent' ? { kind } : { kind: 'chosen' };
}

/** Where a milestone is planned to happen, said outright where the schedule does not say it by what a visit carries. */
function milestoneAnchors(current: DraftAnchor): readonly DraftAnchor[] {
  const plain = milestones
    .filter((milestone) => milestone !== 'consented')
    .map((milestone): DraftAnchor => ({ kind: 'milestone', milestone }));
  return current.kind === 'milestone' && current.carriedBy !== undefined ? [current, ...plain] : plain;
}

function flip<T>(list: readonly T[], item: T): readonly T[] {
  return list.includes(item) ? list.filter((other) => other !== item) : [...list, item];
}

/** The drawer; every choice is a step that can be undone. */
export function VisitDrawer({ draft, visit, findings, books, step, onClose }: VisitDrawerProps) {
  const { say, studies } = books;
  if (!visit) return null;
  const set = (fields: Partial<DraftVisit>) => step({ kind: 'set-visit', id: visit.id, fields });
  const fault = (field: FindingField) => faultOf(findings, { of: 'visit', id: visit.id, field }, books);
  const anchors: readonly { readonly value: string; readonly label: string }[] = [
    { value: 'chosen', label: say('chosen') },
    ...(visit.anchor.kind === 'visit' && visit.anchor.id === null ? [{ value: 'visit ', label: say('visit.anchorMissing') }] : []),
    ...draft.visits
      .filter((other) => other.id !== visit.id)
      .map((other) => ({ value: `visit ${other.id}`, label: say('visit.anchorVisit', { name: other.name || other.key }) })),
    ...milestoneAnchors(visit.anchor).map((anchor) => ({ value: textOf(anchor), label: milestoneLabel(anchor, draft, books) })),
    { value: 'consent', label: studies('timing.consent') },
  ];
  return (
    <DrawerForm
      title={say('visit.title', { name: visit.name || visit.key })}
      opened
      onClose={onClose}
      onSubmit={onClose}
      submitLabel={say('visit.done')}
    >
      <TextField label={say('row.name')} value={visit.name} onChange={(name) => set({ name })} error={fault('name')} />
      <TextField label={say('row.key')} value={visit.key} onChange={(key) => set({ key })} error={fault('key')} />
      <ChoiceField
        label={say('visit.anchor')}
        value={textOf(visit.anchor)}
        onChange={(text) => set({ anchor: anchorOf(text), ...(text === 'chosen' ? { when: '', window: '' } : {}) })}
        choices={anchors}
        error={fault('anchor')}
      />
      {visit.anchor.kind !== 'chosen' && (
        <>
          <TextField
            label={say('visit.when')}
            hint={say('visit.whenHint')}
            value={visit.when}
            onChange={(when) => set({ when })}
            error={fault('when')}
          />
          <TextField
            label={say('visit.window')}
            hint={say('visit.windowHint')}
            value={visit.window}
            onChange={(window) => set({ window })}
            error={fault('window')}
          />
        </>
      )}
      <ChoiceField
        label={say('visit.epoch')}
        value={visit.epoch ?? ''}
        onChange={(epoch) => set({ epoch: epoch || null })}
        choices={[{ value: '', label: say('noEpoch') }, ...draft.epochs.map((epoch) => ({ value: epoch.key, label: epoch.name }))]}
      />
      <fieldset className={classes.ticks}>
        <legend>{say('visit.carries')}</legend>
        {milestones.map((milestone) => (
          <TickField
            key={milestone}
            label={studies(`milestone.${milestone}`)}
            checked={visit.carries.includes(milestone)}
            onChange={() => set({ carries: flip(visit.carries, milestone) })}
          />
        ))}
      </fieldset>
      <fieldset className={classes.ticks}>
        <legend>{say('visit.modalities')}</legend>
        {modalities.map((modality) => (
          <TickField
            key={modality}
            label={say(`modality.${modality}`)}
            checked={visit.modalities.includes(modality)}
            disabled={visit.modalities.length === 1 && visit.modalities[0] === modality}
            onChange={() => set({ modalities: flip(visit.modalities, modality) })}
          />
        ))}
      </fieldset>
      {draft.arms.length > 0 && (
        <fieldset className={classes.ticks}>
          <legend>{say('visit.arms')}</legend>
          <p className={classes.quiet}>{say('visit.armsHint')}</p>
          {draft.arms.map((arm) => (
            <TickField
              key={arm.key}
              label={arm.name}
              checked={visit.arms?.includes(arm.key) ?? false}
              onChange={() => {
                const arms = flip(visit.arms ?? [], arm.key);
                set({ arms: arms.length > 0 ? arms : null });
              }}
            />
          ))}
        </fieldset>
      )}
    </DrawerForm>
  );
}

function milestoneLabel(anchor: DraftAnchor, draft: ScheduleDraft, { studies }: Books): string {
  if (anchor.kind !== 'milestone') return '';
  const label = studies(`milestone.${anchor.milestone}`);
  const carrier = draft.visits.find((visit) => visit.id === anchor.carriedBy);
  return carrier ? `${label} (${carrier.name || carrier.key})` : label;
}
