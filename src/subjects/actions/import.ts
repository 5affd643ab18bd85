// Taking over subjects from elsewhere: numbers are given, histories come whole, and a repeated import adds nothing.
import { type Act, requireMay } from '#access';
import { type Temporal, civilDate, dateInZone } from '#lib';
import { Refusal, found } from '#platform';
import { type PublishedStudySite, studySiteById } from '#studies';
import type { Milestone } from '#studies/rules';
import { subjectsImported } from '../contract.ts';
import { historyOf } from '../questions.ts';
import { type SubjectState, type SubjectStep, type WithdrawalScope, decideSubjectTransition, milestoneDates } from '../rules.ts';
import * as store from '../store.ts';
import { keyOf, stepRow } from './consent.ts';

/** A step as it was recorded elsewhere; `on` is null where the record does not date it. Dates are `YYYY-MM-DD`. */
export interface ImportedStep {
  readonly to: SubjectState;
  readonly on: string | null;
  readonly reason?: string | null;
  readonly withdrawnFrom?: readonly WithdrawalScope[];
  readonly lastDoseOn?: string | null;
}

/** A subject taken over with its whole history, consent first. `milestones` adds what the steps do not imply. */
export interface ImportedSubjectInput {
  readonly studySiteId: string;
  readonly number: string;
  readonly arm?: string | null;
  readonly steps: readonly ImportedStep[];
  readonly milestones?: readonly { readonly kind: Milestone; readonly on: string }[];
}

/** What an import did: ids by number in the order given, and how many of them are new. */
export interface ImportedSubjects {
  readonly subjects: readonly { readonly subjectId: string; readonly number: string; readonly isNew: boolean }[];
  readonly added: number;
}

/** Takes over one subject; answers its id, also when it was there before. */
export async function importSubject(act: Act, input: ImportedSubjectInput): Promise<{ subjectId: string; isNew: boolean }> {
  const { subjects } = await importSubjects(act, [input]);
  const { subjectId, isNew } = found(subjects[0]);
  return { subjectId, isNew };
}

/**
 * Takes over subjects of one study in a handful of statements. A subject that is there by study and number is left as it is.
 * Histories pass the rules of the life cycle, of which imports may only miss reasons and withdrawal scopes; the first that does not is
 * refused with its number and step, and nothing is kept. `subjects.imported` is told once for the new ones.
 */
export async function importSubjects(act: Act, inputs: readonly ImportedSubjectInput[]): Promise<ImportedSubjects> {
  const sites = await studySitesOf(act, inputs);
  const decided = new Map(inputs.map((input) => [input.number, decideHistory(input, found(sites.get(input.studySiteId)), act)]));
  if (decided.size < inputs.length) throw new Refusal('subject-repeated', {});
  const rows = inputs.map((input) => subjectRow(act, input, found(sites.get(input.studySiteId)), found(decided.get(input.number))));
  const inserted = await store.insertSubjects(act.tx, rows);
  const numbers = inputs.map((input) => input.number);
  await keepHistories(act, inserted, inputs, decided);
  await reserve(act, inserted, sites);
  const [studyId] = new Set([...sites.values()].map((site) => site.studyId));
  if (inserted.length > 0 && studyId) {
    await act.tell(subjectsImported, { studyId, subjects: inserted.map((row) => ({ ...keyOf(row), studySiteId: row.studySiteId })) });
  }
  const fresh = new Set(inserted.map((row) => row.id));
  const known = studyId ? await store.subjectsByNumber(act.tx, studyId, numbers) : [];
  const byNumber = new Map(known.map((row) => [row.number, row.id]));
  return {
    subjects: numbers.map((number) => ({ number, subjectId: found(byNumber.get(number)), isNew: fresh.has(byNumber.get(number) ?? '') })),
    added: inserted.length,
  };
}

async function studySitesOf(act: Act, inputs: readonly ImportedSubjectInput[]): Promise<Map<string, PublishedStudySite>> {
  const sites = new Map<string, PublishedStudySite>();
  for (const id of new Set(inputs.map((input) => input.studySiteId))) {
    const site = found(await studySiteById(act, id));
    requireMay(act, 'interop.import', site);
    sites.set(id, site);
  }
  if (new Set([...sites.values()].map((site) => site.studyId)).size > 1) throw new Refusal('more-than-one-study', {});
  return sites;
}

function decideHistory(input: ImportedSubjectInput, site: PublishedStudySite, act: Act): SubjectStep[] {
  const today = dateInZone(act.now, site.timeZone);
  const dated = historyOf(input.steps.map(asRow), today);
  let history: readonly SubjectStep[] = [];
  for (const [index, step] of dated.entries()) {
    const outcome = decideSubjectTransition(history, { ...step, source: 'imported' }, { today });
    if (!outcome.ok) throw new Refusal(outcome.refusal, { ...outcome.detail, subject: input.number, step: index + 1 });
    history = outcome.value.history;
  }
  if (history.length === 0) throw new Refusal('history-missing', { subject: input.number });
  return [...history];
}

function asRow(step: ImportedStep) {
  return {
    toStatus: step.to,
    onDate: step.on === null ? null : civilDate(step.on),
    reason: step.reason ?? null,
    withdrawnFrom: [...(step.withdrawnFrom ?? [])],
    lastDoseOn: step.lastDoseOn ? civilDate(step.lastDoseOn) : null,
    source: 'imported' as const,
  };
}

function subjectRow(act: Act, input: ImportedSubjectInput, site: PublishedStudySite, history: readonly SubjectStep[]) {
  const consented = input.steps[0]?.on ?? null;
  return {
    id: act.newId(),
    studyId: site.studyId,
    siteId: site.siteId,
    studySiteId: site.id,
    number: input.number,
    status: found(history.at(-1)).to,
    arm: input.arm ?? null,
    scheduleVersionId: site.scheduleVersionId,
    consentedOn: consented === null ? null : civilDate(consented),
    source: 'imported' as const,
  };
}

async function keepHistories(
  act: Act,
  inserted: readonly store.SubjectRow[],
  inputs: readonly ImportedSubjectInput[],
  decided: ReadonlyMap<string, readonly SubjectStep[]>,
): Promise<void> {
  const inputOf = new Map(inputs.map((input) => [input.number, input]));
  const steps: Parameters<typeof store.insertSteps>[1][number][] = [];
  const milestones: Parameters<typeof store.saveMilestones>[1][number][] = [];
  for (const row of inserted) {
    const [input, history] = [found(inputOf.get(row.number)), found(decided.get(row.number))];
    history.forEach((step, index) => {
      const on = input.steps[index]?.on ?? null;
      steps.push(stepRow(act, row, index + 1, history[index - 1]?.to ?? null, step, on === null ? null : civilDate(on)));
    });
    for (const [kind, onDate] of Object.entries(milestonesOf(input, history))) {
      milestones.push({ id: act.newId(), ...keyOf(row), kind: kind as Milestone, onDate, source: 'imported' });
    }
  }
  if (steps.length > 0) await store.insertSteps(act.tx, steps);
  await store.saveMilestones(act.tx, milestones);
}

// Only dates that the record states become milestones; a stand-in date keeps the order and nothing else.
function milestonesOf(input: ImportedSubjectInput, history: readonly SubjectStep[]): Record<string, Temporal.PlainDate> {
  const stated = Object.fromEntries((input.milestones ?? []).map(({ kind, on }) => [kind, civilDate(on)]));
  const dated = history.filter((_, index) => (input.steps[index]?.on ?? null) !== null);
  return { ...milestoneDates(dated), ...stated } as Record<string, Temporal.PlainDate>;
}

async function reserve(act: Act, inserted: readonly store.SubjectRow[], sites: ReadonlyMap<string, PublishedStudySite>): Promise<void> {
  const series = [...sites.values()].flatMap((site) => {
    const sequences = inserted
      .filter((row) => row.studySiteId === site.id && row.number.startsWith(`${site.number}-`))
      .map((row) => row.number.slice(site.number.length + 1))
      .filter((rest) => /^\d{1,9}$/.test(rest))
      .map(Number);
    return sequences.length === 0
      ? []
      : [{ studySiteId: site.id, siteId: site.siteId, studyId: site.studyId, last: sequences.reduce((a, b) => Math.max(a, b), 0) }];
  });
  if (series.length > 0) await store.reserveNumbers(act.tx, series);
}
