// What the pages of money ask and send; the room's name in front keeps the kept answers of rooms apart.
import { useInfiniteQuery, useQueries, useQuery } from '@tanstack/react-query';
import type { AnswerOf, BodyOf } from '#platform/contract';
import { networkContract } from '#network/contract';
import { studiesContract } from '#studies/contract';
import { subjectsContract } from '#subjects/contract';
import { createApi, useMay } from '#ui';
import { financeContract } from '../contract.ts';

const api = createApi({ finance: financeContract, network: networkContract, studies: studiesContract, subjects: subjectsContract });

/** Options of the room's questions and commands. */
export const financeApi = api.query.finance;
export const networkApi = api.query.network;
export const studiesApi = api.query.studies;
const subjectsApi = api.query.subjects;

export type ContractLine = AnswerOf<(typeof financeContract)['contracts']>[number];
export type Contract = AnswerOf<(typeof financeContract)['contract']>;
export type ContractVersionView = Contract['versions'][number];
export type VisitTermView = ContractVersionView['visitTerms'][number];
export type ScreenFailureView = NonNullable<ContractVersionView['screenFailure']>;
export type InvoiceableView = ContractVersionView['invoiceables'][number];
export type TermsBody = BodyOf<(typeof financeContract)['saveTerms']>;
export type ScheduleGrid = AnswerOf<(typeof studiesContract)['schedule']>;
export type DryRunView = AnswerOf<(typeof financeContract)['dryRun']>;
export type DryRunCaseView = DryRunView['cases'][number];
export type EarnedLine = AnswerOf<(typeof financeContract)['earned']>['items'][number];
export type EarnedTotal = AnswerOf<(typeof financeContract)['earned']>['totals'][number];
export type StudyEarned = AnswerOf<(typeof financeContract)['studies']>['items'][number];
export type UninvoicedLine = AnswerOf<(typeof financeContract)['uninvoiced']>['items'][number];
export type UninvoicedTotal = AnswerOf<(typeof financeContract)['uninvoiced']>['totals'][number];
export type RunPreview = AnswerOf<(typeof financeContract)['previewRun']>;
export type RunGroup = RunPreview['groups'][number];
export type LeftOut = RunPreview['leftOut'][number];
export type InvoiceListed = AnswerOf<(typeof financeContract)['invoices']>['items'][number];
export type Invoice = AnswerOf<(typeof financeContract)['invoice']>;
export type IssuePlan = AnswerOf<(typeof financeContract)['previewIssue']>;
export type InvoiceLine = Invoice['lines'][number];
export type Issuer = AnswerOf<(typeof financeContract)['saveIssuer']>;
export type InvoiceableEvent = AnswerOf<(typeof financeContract)['eventsOfSubject']>['events'][number];
export type RecordableItem = AnswerOf<(typeof financeContract)['eventsOfSubject']>['items'][number];
export type WhyLine = AnswerOf<(typeof financeContract)['line']>;

/** Earned lines of a study, newest service first, as many as were asked for; each part carries the totals of all. */
export function useEarned(studyId: string, of: { readonly siteId?: string | undefined; readonly subjectId?: string | undefined }) {
  const { siteId, subjectId } = of;
  return useInfiniteQuery(
    financeApi.earned.infiniteOptions({
      input: (after: string | undefined) => ({
        params: { studyId },
        query: { ...(siteId ? { siteId } : {}), ...(subjectId ? { subjectId } : {}), ...(after ? { after } : {}), limit: 100 },
      }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (last) => last.next ?? undefined,
    }),
  );
}

/** A study with its sites. */
export function useStudy(studyId: string | undefined) {
  return useQuery({
    ...studiesApi.study.queryOptions({ input: { params: { studyId: studyId ?? '' } } }),
    enabled: studyId !== undefined,
    staleTime: 60_000,
  });
}

/** Numbers of participants by id, at the sites of one study that are asked for; empty while loading and for readers who may not know them. */
export function useParticipants(studyId: string | undefined, siteIds: readonly string[]): ReadonlyMap<string, string> {
  const may = useMay('subjects.view');
  const study = useStudy(may ? studyId : undefined);
  const studySites = study.data?.studySites.filter((each) => siteIds.includes(each.site.id)) ?? [];
  return useQueries({
    queries: studySites.map(({ id }) => ({
      ...subjectsApi.list.queryOptions({ input: { params: { studySiteId: id } } }),
      staleTime: 60_000,
    })),
    combine: (answers) =>
      new Map(answers.flatMap(({ data }) => (data?.subjects ?? []).map((subject) => [subject.id, subject.number] as const))),
  });
}

/** The procedures of a study's schedule; none while it loads, and for readers who may not see it. */
export function useActivities(studyId: string): readonly { readonly key: string; readonly name: string }[] | undefined {
  const may = useMay('studies.view-schedule');
  const schedule = useQuery({
    ...studiesApi.schedule.queryOptions({ input: { params: { studyId } } }),
    enabled: may,
    staleTime: 60_000,
    retry: false,
  });
  return schedule.data?.activities;
}
