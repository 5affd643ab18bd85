// What the pages of evidence, position and companies ask and send; the room's name in front keeps the kept answers of rooms apart.
import { useQueryClient } from '@tanstack/react-query';
import type { AnswerOf, BodyOf } from '#platform/contract';
import type { marketContract } from '../contract.ts';
import { marketApi } from './queries.ts';

type Routes = typeof marketContract;

export type Book = AnswerOf<Routes['evidence']>;
export type Entry = Book['entries'][number];
export type EvidenceRecord = Entry['record'];
export type Contradiction = Book['contradictions'][number];
export type Draft = BodyOf<Routes['addEvidence']>['record'];
export type EvidencePreview = AnswerOf<Routes['previewEvidence']>;
export type Effect = EvidencePreview['effect'];
export type AssumptionsAnswer = AnswerOf<Routes['assumptions']>;
export type Assumption = AssumptionsAnswer['assumptions'][number];
export type AssumptionsBody = BodyOf<Routes['saveAssumptions']>;
export type AssumptionChange = AssumptionsBody['changes'][number];
export type MarginClaim = AssumptionsBody['claims'][number];
export type PositionAnswer = AnswerOf<Routes['position']>;
export type Part = PositionAnswer['total'];
export type WhiteSpot = PositionAnswer['whiteSpots'][number];
export type PipelineRow = PositionAnswer['pipeline']['rows'][number];
export type Recommendation = AnswerOf<Routes['recommendations']>['recommendations'][number];
export type NewSiteInput = BodyOf<Routes['keepNewSite']>['input'];
export type NewSiteAnswer = AnswerOf<Routes['previewNewSite']>;
export type NewSiteCase = AnswerOf<Routes['newSites']>[number];
export type Company = AnswerOf<Routes['companies']>['companies'][number];
export type Note = Company['notes'][number];
export type NoteBody = BodyOf<Routes['addNote']>;
export type Tag = EvidenceRecord['tag'];
export type Axis = NonNullable<EvidenceRecord['segment']>['axis'];

/** What is held of the market bears on all that is asked of it; a preview was of what stood before. */
export function useMarketChanged(): () => Promise<void> {
  const requests = useQueryClient();
  const isPreview = ([path]: readonly unknown[]) => Array.isArray(path) && path.some((part) => String(part).startsWith('preview'));
  return () => requests.invalidateQueries({ queryKey: marketApi.key(), predicate: ({ queryKey }) => !isPreview(queryKey) });
}
