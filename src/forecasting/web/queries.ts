// What the pages of forecasts ask and send.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { AnswerOf } from '#platform/contract';
import { createApi, notify, useGo } from '#ui';
import { forecastingContract } from '../contract.ts';
import { useForecastingWords } from './words.ts';

/** Options of the room's questions and commands. */
export const forecastingApi = createApi({ forecasting: forecastingContract }).query.forecasting;

export type StudyAnswer = AnswerOf<(typeof forecastingContract)['study']>;
export type NetworkAnswer = AnswerOf<(typeof forecastingContract)['network']>;
export type Latest = NonNullable<StudyAnswer['latest']>;
export type SentenceFacts = Latest['sentence'];
export type TrackSum = StudyAnswer['record'];

// Asked for is not made: the job's page says how far it is, and leads back by the notice.
function useAsked() {
  const say = useForecastingWords();
  const go = useGo();
  const requests = useQueryClient();
  return async ({ jobId }: { readonly jobId: string }) => {
    notify({ tone: 'neutral', text: say('asked') });
    await requests.invalidateQueries();
    go(`/jobs/${jobId}`);
  };
}

/** Asks for forecasts of a study. */
export function useRunStudy() {
  return useMutation(forecastingApi.runStudy.mutationOptions({ networkMode: 'always', onSuccess: useAsked() }));
}

/** Asks for forecasts of every study. */
export function useRunNetwork() {
  return useMutation(forecastingApi.runNetwork.mutationOptions({ networkMode: 'always', onSuccess: useAsked() }));
}
