// What stands in the cells of the editor, and what is wrong with them, in words.
import type { Say } from '#ui';
import type { DraftFinding } from '../../rules/draft-findings.ts';
import type { DraftVisit, ScheduleDraft } from '../../rules/schedule-draft.ts';

export const headRows = ['key', 'name', 'when', 'window', 'anchor', 'more'] as const;
export type HeadRow = (typeof headRows)[number];
/** Rows whose cells are typed into; the others open the visit's details. */
export const typedRows: readonly HeadRow[] = ['key', 'name', 'when', 'window'];

/** Both books of words that the editor speaks from: its own and that of studies. */
export interface Books {
  readonly say: Say;
  readonly studies: Say;
}

/** What a visit counts from. */
export function anchorWords(visit: DraftVisit, draft: ScheduleDraft, { say, studies }: Books): string {
  const { anchor } = visit;
  if (anchor.kind === 'chosen') return say('chosen');
  if (anchor.kind === 'consent') return studies('timing.consent');
  if (anchor.kind === 'milestone') return studies(`milestone.${anchor.milestone}`);
  const target = draft.visits.find((other) => other.id === anchor.id);
  return target ? target.name || target.key : (anchor.id ?? say('visit.anchorMissing'));
}

/** Where a visit takes place, which milestones it carries, for which arms it is, and in which cycle it repeats. */
export function moreWords(visit: DraftVisit, draft: ScheduleDraft, { say, studies }: Books): string {
  const arms = visit.arms?.map((key) => draft.arms.find((arm) => arm.key === key)?.name ?? key) ?? [];
  const block = draft.blocks.find((one) => one.visitIds.includes(visit.id));
  return [
    visit.modalities.map((modality) => say(`modality.${modality}`)).join(', '),
    ...visit.carries.map((milestone) => studies(`milestone.${milestone}`)),
    ...(arms.length > 0 ? [arms.join(', ')] : []),
    ...(block ? [say('cycleOf', { key: block.key })] : []),
  ].join(' · ');
}

/** The text of a cell of the head. */
export function headText(row: HeadRow, visit: DraftVisit, draft: ScheduleDraft, books: Books): string {
  if (row === 'anchor') return anchorWords(visit, draft, books);
  if (row === 'more') return moreWords(visit, draft, books);
  return visit[row];
}

/** A finding as a sentence. */
export function findingWords({ code, facts }: DraftFinding, { say, studies }: Books): string {
  const milestone = facts['milestone'];
  return say(`fault.${code}`, { ...facts, ...(milestone === undefined ? {} : { milestone: studies(`milestone.${milestone}`) }) });
}

/** What is wrong with one field of a visit or a cycle, in words; undefined where nothing is. */
export function faultOf(
  findings: readonly DraftFinding[],
  { of, id, field }: Pick<DraftFinding, 'of' | 'id' | 'field'>,
  books: Books,
): string | undefined {
  const found = findings.filter((finding) => finding.of === of && finding.id === id && finding.field === field);
  return found.map((finding) => findingWords(finding, books)).join(' ') || undefined;
}

const FIELD_ROWS: Readonly<Record<string, HeadRow>> = {
  key: 'key',
  name: 'name',
  when: 'when',
  window: 'window',
  anchor: 'anchor',
  arms: 'more',
  carries: 'more',
};

/** Findings by the cell they belong to: `visit-id row`, `activity-key name`. */
export function findingsByCell(findings: readonly DraftFinding[]): ReadonlyMap<string, readonly DraftFinding[]> {
  const cells = new Map<string, DraftFinding[]>();
  for (const finding of findings) {
    const row = finding.of === 'activity' ? 'name' : FIELD_ROWS[finding.field ?? 'name'];
    const key = `${finding.of} ${finding.id} ${row}`;
    cells.set(key, [...(cells.get(key) ?? []), finding]);
  }
  return cells;
}
