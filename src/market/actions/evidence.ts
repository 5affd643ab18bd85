// Evidence is added and superseded, never changed; what a record would contradict and do is shown before.
import { type Act, requireMay } from '#access';
import { Refusal, must } from '#platform';
import type { AnswerOf, BodyOf, QueryOf } from '#platform/contract';
import type { marketContract } from '../contract.ts';
import { wholeNetwork } from '../policy.ts';
import { present } from '../questions/present.ts';
import {
  type EvidenceEntry,
  type KeptEvidence,
  contradictionsOf,
  decideEvidence,
  prepareOutlook,
  publishedFrame,
  questionOf,
} from '../rules.ts';
import { insertEvidence, loadEvidence } from '../store/evidence.ts';
import { previewOf } from './effect.ts';
import { requireAnswer } from './unanswered.ts';

type Routes = typeof marketContract;
type Draft = BodyOf<Routes['addEvidence']>['record'];
type Contradictions = AnswerOf<Routes['addEvidence']>['contradictions'];

/**
 * What a record would contradict, and what the outlook would become with it; without a record, what it would become without the one that is
 * withdrawn. Refuses to supersede what is not there or ended before.
 */
export async function previewEvidence(
  act: Act,
  { draft }: QueryOf<Routes['previewEvidence']>,
): Promise<AnswerOf<Routes['previewEvidence']>> {
  requireMay(act, 'market.edit', wholeNetwork);
  const now = await present(act);
  const row = rowOf(act, { record: draft.record, supersedes: draft.supersedes, reason: null });
  const book = must(decideEvidence(publishedFrame, await loadEvidence(act.tx), row));
  const effect = previewOf(now.question, questionOf({ book, content: now.content, activity: now.question.activity }));
  return {
    contradictions: contradictionsBy(book, row.id),
    effect: structuredClone(effect) as AnswerOf<Routes['previewEvidence']>['effect'],
  };
}

/** Adds a record beside those that are there. Refuses one that cannot be, as a market of nothing, and one that leaves no outlook. */
export function addEvidence(act: Act, { record }: BodyOf<Routes['addEvidence']>): Promise<AnswerOf<Routes['addEvidence']>> {
  return add(act, { record, supersedes: null, reason: null });
}

/** Lets a record stand in for another, which stays in the book; without a record the other is withdrawn. Refuses what leaves no outlook, as no total. */
export function supersedeEvidence(
  act: Act,
  supersedes: string,
  { record, reason }: BodyOf<Routes['supersedeEvidence']>,
): Promise<AnswerOf<Routes['supersedeEvidence']>> {
  return add(act, { record, supersedes, reason });
}

interface NewRow {
  readonly record: Draft | null;
  readonly supersedes: string | null;
  readonly reason: string | null;
}

async function add(act: Act, given: NewRow): Promise<AnswerOf<Routes['addEvidence']>> {
  requireMay(act, 'market.edit', wholeNetwork);
  const row = rowOf(act, given);
  const book = must(decideEvidence(publishedFrame, await loadEvidence(act.tx), row));
  const { content, question } = await present(act);
  // Where there is no outlook as it is, another record is not what takes it away.
  if (row.supersedes !== null || prepareOutlook(question).ok) requireAnswer(questionOf({ book, content, activity: question.activity }));
  const kept = { ...given, record: row.record, id: row.id, addedBy: act.actor.id, addedByName: act.actor.name, addedAt: act.now };
  if (!(await insertEvidence(act.tx, kept))) throw new Refusal('evidence-ended', { path: 'supersedes' });
  return { id: row.id, contradictions: contradictionsBy(book, row.id) };
}

function rowOf(act: Act, { record, supersedes, reason }: NewRow): KeptEvidence {
  return {
    id: act.newId(),
    record: record && recordOf(record),
    supersedes,
    reason,
    addedByName: act.actor.name,
    addedAt: act.now.toString(),
  };
}

const recordOf = ({ word, value, ...rest }: Draft): NonNullable<KeptEvidence['record']> => ({ ...rest, value: value ?? word });

function contradictionsBy(book: readonly EvidenceEntry[], id: string): Contradictions {
  return structuredClone(contradictionsOf(id, book)) as unknown as Contradictions;
}
