// What the panels of subjects ask and send; the room's name in front keeps the kept answers of rooms apart.
import type { AnswerOf } from '#platform/contract';
import { createApi } from '#ui';
import { subjectsContract } from '../contract.ts';

/** Options of the room's questions and commands. */
export const subjectsApi = createApi({ subjects: subjectsContract }).query.subjects;

export type Subject = AnswerOf<(typeof subjectsContract)['view']>;
export type SubjectLine = AnswerOf<(typeof subjectsContract)['list']>['subjects'][number];
