// What the pages of registry activity ask and send, and how they call what was counted.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { AnswerOf } from '#platform/contract';
import { notify, sendFile, useGo, type Say } from '#ui';
import type { marketContract } from '../contract.ts';
import { useActivityWords } from './activity-words.ts';
import { marketApi } from './queries.ts';

type Routes = typeof marketContract;

export type Activity = AnswerOf<Routes['activity']>;
export type Import = Activity['imports'][number];
export type Choice = NonNullable<Activity['choice']>;
export type Told = AnswerOf<Routes['activityImport']>['told'];

/** The files of an import in one line: the first by name, the others by their number. */
export function filesText({ files, fileName }: Pick<Import, 'files' | 'fileName'>, say: Say): string {
  const [first, ...others] = files;
  if (!first) return fileName;
  return others.length === 0 ? first.name : say('moreFiles', { name: first.name, count: others.length });
}

/** Sends files one after the other, then asks for their count; the job's page says how far it is, and leads back. */
export function useCountFiles() {
  const say = useActivityWords();
  const go = useGo();
  const requests = useQueryClient();
  const [sending, setSending] = useState<number>();
  const ask = useMutation(marketApi.importActivity.mutationOptions());
  const count = useMutation({
    networkMode: 'always',
    mutationFn: async ({ files, strict }: { readonly files: readonly File[]; readonly strict: boolean }) => {
      const fileIds: string[] = [];
      for (const [at, file] of files.entries()) {
        setSending(at);
        fileIds.push((await sendFile({ path: '/files/registry', file, type: 'application/octet-stream' })).id);
      }
      return ask.mutateAsync({ body: { fileIds, strict } });
    },
    onSettled: () => setSending(undefined),
    onSuccess: async ({ jobId }) => {
      notify({ tone: 'neutral', text: say('send.started') });
      await requests.invalidateQueries();
      go(`/jobs/${jobId}`);
    },
  });
  return { count, sending };
}
