// The frame of a schedule: how it counts, its epochs and arms, and the visits that repeat.
import { useState } from 'react';
import { Button, ChoiceField, NumberField, TextField, TickField } from '#ui';
import { milestones, type Milestone } from '../../rules.ts';
import type { DraftFinding, FindingField } from '../../rules/draft-findings.ts';
import type { HistoryStep } from '../../rules/draft-history.ts';
import type { DraftBlock, ScheduleDraft } from '../../rules/schedule-draft.ts';
import { faultOf, type Books } from './cell-words.ts';
import classes from './ScheduleEditor.module.css';

export interface FramePanelProps {
  readonly draft: ScheduleDraft;
  readonly findings: readonly DraftFinding[];
  readonly books: Books;
  readonly step: (step: HistoryStep) => void;
}

/** The panel under the grid. */
export function FramePanel(props: FramePanelProps) {
  const { draft, books, step } = props;
  const { say } = books;
  return (
    <section aria-label={say('frame.title')}>
      <h2 className={classes.heading}>{say('frame.title')}</h2>
      <div className={classes.columns}>
        <Parts of="epochs" label={say('frame.newEpoch')} {...props} />
        <Parts of="arms" label={say('frame.newArm')} {...props} />
        <ChoiceField
          label={say('frame.counting')}
          value={String(draft.firstDay)}
          onChange={(value) => step({ kind: 'count-from', firstDay: value === '1' ? 1 : 0 })}
          choices={['0', '1'].map((value) => ({ value, label: say(`frame.first${value}`) }))}
        />
      </div>
      <h3 className={classes.small}>{say('frame.cycles')}</h3>
      {draft.blocks.length === 0 && <p className={classes.quiet}>{say('frame.none')}</p>}
      {draft.blocks.map((block) => (
        <Cycle key={block.key} block={block} {...props} />
      ))}
      <Button variant="default" size="xs" onClick={() => step({ kind: 'add-block' })}>
        {say('frame.addCycle')}
      </Button>
    </section>
  );
}

function Parts({ of, label, draft, books: { say }, step }: FramePanelProps & { readonly of: 'epochs' | 'arms'; readonly label: string }) {
  const [name, setName] = useState('');
  const add = () => {
    if (name.trim() === '') return;
    step({ kind: 'add-part', of, name: name.trim() });
    setName('');
  };
  return (
    <fieldset className={classes.parts}>
      <legend>{say(`frame.${of}`)}</legend>
      {draft[of].map((part) => (
        <div key={part.key} className={classes.part}>
          <TextField label={part.key} value={part.name} onChange={(text) => step({ kind: 'rename-part', of, key: part.key, name: text })} />
          <Button
            variant="subtle"
            size="xs"
            aria-label={say('frame.removePart', { name: part.name })}
            onClick={() => step({ kind: 'remove-part', of, key: part.key })}
          >
            {say('remove')}
          </Button>
        </div>
      ))}
      <form
        className={classes.part}
        onSubmit={(event) => {
          event.preventDefault();
          add();
        }}
      >
        <TextField label={label} value={name} onChange={setName} />
        <Button type="submit" variant="default" size="xs">
          {say('frame.add')}
        </Button>
      </form>
    </fieldset>
  );
}

function Cycle({ block, draft, findings, books, step }: FramePanelProps & { readonly block: DraftBlock }) {
  const { say, studies } = books;
  const set = (fields: Partial<DraftBlock>) => step({ kind: 'set-block', key: block.key, fields });
  const fault = (field: FindingField) => faultOf(findings, { of: 'block', id: block.key, field }, books);
  const main = draft.visits.filter((visit) => visit.isMain);
  const flip = (id: string) => {
    const visitIds = main.map((visit) => visit.id).filter((other) => (other === id) !== block.visitIds.includes(other));
    set({ visitIds, ...(block.leadId === null && visitIds[0] ? { leadId: visitIds[0] } : {}) });
  };
  return (
    <fieldset className={classes.cycle} aria-label={block.key}>
      <legend>{block.key}</legend>
      <fieldset className={classes.ticks}>
        <legend>{say('frame.visits')}</legend>
        {main.map((visit) => (
          <TickField
            key={visit.id}
            label={visit.name || visit.key}
            checked={block.visitIds.includes(visit.id)}
            onChange={() => flip(visit.id)}
          />
        ))}
        {fault('visits') && <p className={classes.fault}>{fault('visits')}</p>}
      </fieldset>
      <div className={classes.columns}>
        <ChoiceField
          label={say('frame.lead')}
          value={block.leadId ?? ''}
          onChange={(id) => set({ leadId: id || null })}
          error={fault('lead')}
          choices={[
            { value: '', label: say('visit.anchorMissing') },
            ...main.map((visit) => ({ value: visit.id, label: visit.name || visit.key })),
          ]}
        />
        <NumberField
          label={say('frame.length')}
          unit={say('frame.days')}
          value={block.length}
          onChange={(length) => set({ length })}
          error={fault('length')}
        />
        <TextField label={say('frame.window')} value={block.window} onChange={(window) => set({ window })} error={fault('window')} />
        <NumberField
          label={say('frame.most')}
          unit={say('frame.cycles_unit')}
          value={block.most}
          onChange={(most) => set({ most })}
          error={fault('most')}
        />
        <ChoiceField
          label={say('frame.until')}
          value={block.stopsAt ?? ''}
          onChange={(milestone) => set({ stopsAt: (milestone || null) as Milestone | null })}
          choices={[
            { value: '', label: say('frame.never') },
            ...milestones.map((milestone) => ({ value: milestone, label: studies(`milestone.${milestone}`) })),
          ]}
        />
      </div>
      <Button variant="subtle" size="xs" onClick={() => step({ kind: 'remove-block', key: block.key })}>
        {say('frame.removeCycle', { key: block.key })}
      </Button>
    </fieldset>
  );
}
