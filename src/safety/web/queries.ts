// What the panels of adverse events ask and send.
import type { AnswerOf, BodyOf } from '#platform/contract';
import { createApi } from '#ui';
import { safetyContract } from '../contract.ts';

/** Options of the room's questions and commands. */
export const safetyApi = createApi({ safety: safetyContract }).query.safety;

export type AdverseEvent = AnswerOf<(typeof safetyContract)['adverseEvent']>;
export type RecordBody = BodyOf<(typeof safetyContract)['record']>;
export type AmendBody = BodyOf<(typeof safetyContract)['amend']>;
