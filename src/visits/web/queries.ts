// What the panels of visits ask and send; the room's name in front keeps the kept answers of rooms apart.
import type { AnswerOf, BodyOf } from '#platform/contract';
import { studiesContract } from '#studies/contract';
import { createApi } from '#ui';
import { visitsContract } from '../contract.ts';

const api = createApi({ visits: visitsContract, studies: studiesContract }).query;

/** Options of the room's questions and commands. */
export const visitsApi = api.visits;
/** The schedule, for the activities that an unscheduled visit may hold. */
export const scheduleApi = api.studies;

export type Visit = AnswerOf<(typeof visitsContract)['ofSubject']>['visits'][number];
export type VisitDetail = AnswerOf<(typeof visitsContract)['view']>;
export type SubjectVisits = AnswerOf<(typeof visitsContract)['ofSubject']>;
export type DueVisit = AnswerOf<(typeof visitsContract)['dueList']>['items'][number];
export type CompletionBody = BodyOf<(typeof visitsContract)['complete']>;
