// What the panels of visits ask and send; the room's name in front keeps the kept answers of rooms apart.
import type { AnswerOf, BodyOf } from '#platform/contract';
import { createApi } from '#ui';
import { visitsContract } from '../contract.ts';

/** Options of the room's questions and commands. */
export const visitsApi = createApi({ visits: visitsContract }).query.visits;

export type Visit = AnswerOf<(typeof visitsContract)['ofSubject']>['visits'][number];
export type VisitDetail = AnswerOf<(typeof visitsContract)['view']>;
export type SubjectVisits = AnswerOf<(typeof visitsContract)['ofSubject']>;
export type DueVisit = AnswerOf<(typeof visitsContract)['due']>['visits'][number];
export type CompletionBody = BodyOf<(typeof visitsContract)['complete']>;
