// What the page of reports asks and sends.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { AnswerOf } from '#platform/contract';
import { notify, useGo } from '#ui';
import type { marketContract } from '../contract.ts';
import { marketApi } from './queries.ts';
import { useReportWords } from './report-words.ts';

export type ReportList = AnswerOf<(typeof marketContract)['reports']>;
export type KeptReport = ReportList['reports'][number];
export type ReportContents = AnswerOf<(typeof marketContract)['report']>;
export type Chapter = AnswerOf<(typeof marketContract)['reportChapter']>;
export type ChapterBlock = Chapter['sections'][number]['blocks'][number];
export type ChapterTable = Extract<ChapterBlock, { kind: 'table' }>['table'];

/** Asks for a report; the job's page says how far it is. */
export function useMakeReport() {
  const say = useReportWords();
  const go = useGo();
  const requests = useQueryClient();
  return useMutation(
    marketApi.makeReport.mutationOptions({
      networkMode: 'always',
      onSuccess: async ({ jobId }) => {
        notify({ tone: 'neutral', text: say('asked') });
        await requests.invalidateQueries();
        go(`/jobs/${jobId}`);
      },
    }),
  );
}
