// Shares of the market that the network holds itself: they pull on the outlook by their spread.
import { useState } from 'react';
import {
  Button,
  ChoiceField,
  DataTable,
  DrawerForm,
  EmptyState,
  LongTextField,
  NumberField,
  TextField,
  useLanguage,
  type Column,
  type Say,
} from '#ui';
import { outlookAxes } from '../rules/outlook-types.ts';
import { type Content, typedNumber } from './assumption-draft.ts';
import { useAssumptionWords } from './assumption-words.ts';
import { keysOf } from './axis-keys.ts';
import type { AssumptionsAnswer, MarginClaim } from './held-queries.ts';
import { percentText, type NameOf, useKeyNames } from './held-names.ts';
import classes from './held.module.css';
import { Tagged } from './TagMark.tsx';
import { useMarketWords } from './words.ts';

export interface ClaimsSectionProps {
  readonly answer: AssumptionsAnswer;
  readonly draft: Content;
  readonly onChange: (draft: Content) => void;
}

/** The section. */
export function ClaimsSection({ answer, draft, onChange }: ClaimsSectionProps) {
  const [say, name, language] = [useAssumptionWords(), useKeyNames(), useLanguage()];
  const [opened, setOpened] = useState(false);
  const drop = (id: string) => onChange({ ...draft, claims: draft.claims.filter((claim) => claim.id !== id) });
  const others = (id: string) => draft.claims.filter((claim) => claim.id !== id);
  return (
    <section>
      <h2 className={classes.heading}>{say('claims.title')}</h2>
      <p className={classes.quiet}>{say('claims.lead')}</p>
      <DataTable
        label={say('claims.title')}
        columns={columns(say, name, language, answer.can.edit ? drop : undefined)}
        rows={draft.claims}
        rowKey={({ id }) => id}
        empty={
          <EmptyState title={say('claims.none')} icon="chart">
            {say('claims.noneText')}
          </EmptyState>
        }
      />
      {answer.can.edit && (
        <div className={classes.foot}>
          <Button variant="default" onClick={() => setOpened(true)}>
            {say('claims.add')}
          </Button>
        </div>
      )}
      {opened && (
        <ClaimDrawer
          onAdd={(claim) => {
            onChange({ ...draft, claims: [...others(claim.id), claim] });
            setOpened(false);
          }}
          onClose={() => setOpened(false)}
        />
      )}
    </section>
  );
}

function columns(say: Say, name: NameOf, language: string, drop: ((id: string) => void) | undefined): readonly Column<MarginClaim>[] {
  const dropping: Column<MarginClaim> = {
    key: 'drop',
    header: say('draft.drop'),
    phone: 'plain',
    cell: ({ id, axis, key }) => (
      <Button size="xs" variant="subtle" aria-label={`${say('draft.drop')}: ${name(axis, key)}`} onClick={() => drop?.(id)}>
        {say('draft.drop')}
      </Button>
    ),
    width: '110px',
  };
  return [
    { key: 'key', header: say('claims.key'), cell: ({ axis, key }) => name(axis, key) },
    { key: 'year', header: say('claims.year'), cell: ({ year }) => year, width: '80px' },
    {
      key: 'share',
      header: say('claims.share'),
      cell: ({ share, value, tag }) => (
        <Tagged value={share === undefined ? String(value ?? '') : percentText(share, language)} tag={tag} />
      ),
      width: '180px',
    },
    {
      key: 'spread',
      header: say('claims.spread'),
      cell: ({ sd }) => (sd === 0 ? say('certain') : say('relative', { percent: percentText(sd, language) })),
      width: '150px',
    },
    { key: 'reason', header: say('claims.reason'), cell: ({ reason }) => reason },
    ...(drop ? [dropping] : []),
  ];
}

const tags = ['published', 'counted', 'assumed'] as const;
const blank = { axis: 'area', key: '', year: '2025', share: '', spread: '10', tag: 'published', reason: '' };

/** A claim's name: its part and year, so that another about the same stands in for it. */
function claimId(axis: string, key: string, year: number): string {
  const words = `${axis}-${key}-${year}`.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
  return words.slice(0, 99);
}

function ClaimDrawer({ onAdd, onClose }: { readonly onAdd: (claim: MarginClaim) => void; readonly onClose: () => void }) {
  const [say, market, name] = [useAssumptionWords(), useMarketWords(), useKeyNames()];
  const [typed, setTyped] = useState(blank);
  const [tried, setTried] = useState(false);
  const axis = outlookAxes.find((each) => each === typed.axis) ?? 'area';
  const [year, share, spread] = [typedNumber(typed.year), typedNumber(typed.share), typedNumber(typed.spread)];
  const wrong = {
    key: typed.key === '',
    year: year === null || !Number.isInteger(year) || year < 2025 || year > 2031,
    share: share === null || share < 0 || share > 100,
    spread: spread === null || spread < 0 || spread > 200,
    reason: typed.reason.trim() === '',
  };
  const submit = () => {
    setTried(true);
    if (Object.values(wrong).some(Boolean) || year === null || share === null || spread === null) return;
    const tag = tags.find((each) => each === typed.tag) ?? 'assumed';
    onAdd({
      id: claimId(axis, typed.key, year),
      axis,
      key: typed.key,
      year,
      share: share / 100,
      sd: spread / 100,
      tag,
      reason: typed.reason.trim(),
    });
  };
  const faults = { key: 'needed', year: 'badYear', share: 'badShare', spread: 'badSpread', reason: 'needed' } as const;
  const field = (key: keyof typeof typed) => ({
    label: say(`claims.${key}`),
    value: typed[key],
    onChange: (value: string) => setTyped({ ...typed, [key]: value }),
    error: tried && key in wrong && wrong[key as keyof typeof wrong] ? say(`claims.${faults[key as keyof typeof faults]}`) : undefined,
  });
  return (
    <DrawerForm
      title={say('claims.add')}
      opened
      onClose={onClose}
      onSubmit={submit}
      submitLabel={say('form.draft')}
      dirty={typed !== blank}
    >
      <ChoiceField
        {...field('axis')}
        choices={outlookAxes.map((value) => ({ value, label: market(`axis.${value}`) }))}
        onChange={(value) => setTyped({ ...typed, axis: value, key: '' })}
      />
      <ChoiceField
        {...field('key')}
        required
        choices={[{ value: '', label: say('claims.choose') }, ...keysOf(axis).map((value) => ({ value, label: name(axis, value) }))]}
      />
      <TextField {...field('year')} inputMode="numeric" required />
      <NumberField {...field('share')} unit="%" required />
      <NumberField {...field('spread')} unit="%" required />
      <ChoiceField {...field('tag')} choices={tags.map((value) => ({ value, label: market(`tag.${value}`) }))} />
      <LongTextField {...field('reason')} required />
    </DrawerForm>
  );
}
