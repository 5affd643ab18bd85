// What the pages of deviations ask and send; the room's name in front keeps the kept answers of rooms apart.
import { useQuery } from '@tanstack/react-query';
import type { AnswerOf, BodyOf } from '#platform/contract';
import { studiesContract } from '#studies/contract';
import { createApi } from '#ui';
import { monitoringContract } from '../contract.ts';

const api = createApi({ monitoring: monitoringContract, studies: studiesContract });

/** Options of the room's questions and commands. */
export const monitoringApi = api.query.monitoring;
export const studiesApi = api.query.studies;

export type Deviation = AnswerOf<(typeof monitoringContract)['deviation']>;
export type StudyQuality = AnswerOf<(typeof monitoringContract)['studies']>['items'][number];
export type IndicatorList = AnswerOf<(typeof monitoringContract)['indicators']>;
export type IndicatorLine = IndicatorList['indicators'][number];
export type IndicatorView = AnswerOf<(typeof monitoringContract)['indicator']>;
export type IndicatorGroup = IndicatorView['groups'][number];
export type Trend = AnswerOf<(typeof monitoringContract)['trend']>;
export type CountedRow = AnswerOf<(typeof monitoringContract)['rows']>['items'][number];
export type Signal = AnswerOf<(typeof monitoringContract)['signal']>;
export type SignalsQuality = AnswerOf<(typeof monitoringContract)['signalsQuality']>;
export type AssessBody = BodyOf<(typeof monitoringContract)['assess']>;
export type RaiseBody = BodyOf<(typeof monitoringContract)['raise']>;

/** A study with its sites. */
export function useStudy(studyId: string | undefined) {
  return useQuery({
    ...studiesApi.study.queryOptions({ input: { params: { studyId: studyId ?? '' } } }),
    enabled: studyId !== undefined,
    staleTime: 60_000,
  });
}
