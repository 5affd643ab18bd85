// What the pages of the market ask and send.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { AnswerOf } from '#platform/contract';
import { createApi, notify, useGo } from '#ui';
import { marketContract } from '../contract.ts';
import { useMarketWords } from './words.ts';

/** Options of the room's questions and commands. */
export const marketApi = createApi({ market: marketContract }).query.market;

export type OutlookAnswer = AnswerOf<(typeof marketContract)['outlook']>;
export type Latest = NonNullable<OutlookAnswer['latest']>;
export type Outlook = Latest['outlook'];
export type Run = Latest['run'];
export type Margin = Outlook['margins']['area'][number];
export type Tag = Margin['tag'];
export type PositionPart = AnswerOf<(typeof marketContract)['position']>['total'];
export type Cells = AnswerOf<(typeof marketContract)['cells']>;
export type ScenarioList = AnswerOf<(typeof marketContract)['scenarios']>;
export type Comparison = AnswerOf<(typeof marketContract)['compareScenarios']>;

/** Asks for outlooks; asked for is not made: the job's page says how far it is, and leads back by the notice. */
export function useRunOutlooks() {
  const say = useMarketWords();
  const go = useGo();
  const requests = useQueryClient();
  return useMutation(
    marketApi.run.mutationOptions({
      networkMode: 'always',
      onSuccess: async ({ jobId }) => {
        notify({ tone: 'neutral', text: say('outlook.asked') });
        await requests.invalidateQueries();
        go(`/jobs/${jobId}`);
      },
    }),
  );
}
