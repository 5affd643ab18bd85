// What the pages of the market ask and send.
import type { AnswerOf } from '#platform/contract';
import { createApi } from '#ui';
import { marketContract } from '../contract.ts';

/** Options of the room's questions and commands. */
export const marketApi = createApi({ market: marketContract }).query.market;

export type OutlookAnswer = AnswerOf<(typeof marketContract)['outlook']>;
export type Latest = NonNullable<OutlookAnswer['latest']>;
export type Outlook = Latest['outlook'];
export type Run = Latest['run'];
export type Margin = Outlook['margins']['area'][number];
export type Tag = Margin['tag'];
export type Cells = AnswerOf<(typeof marketContract)['cells']>;
export type ScenarioList = AnswerOf<(typeof marketContract)['scenarios']>;
export type Comparison = AnswerOf<(typeof marketContract)['compareScenarios']>;
