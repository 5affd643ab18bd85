// What the pages of jobs ask, again and again while something runs.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { AnswerOf } from '#platform/contract';
import { createApi, notify, type Say, type Tone } from '#ui';
import { jobContract } from '../job-contract.ts';

/** Options of the questions and commands about jobs. */
export const jobsApi = createApi({ jobs: jobContract }).query.jobs;

export type Job = AnswerOf<(typeof jobContract)['job']>;

/** How often a running job is asked for. */
export const pollMs = 1_500;

const tones: Readonly<Record<Job['state'], Tone>> = {
  queued: 'neutral',
  running: 'attention',
  done: 'good',
  failed: 'blocked',
  cancelled: 'neutral',
};

/** The hue of a state. */
export function toneOfJob({ state }: Pick<Job, 'state'>): Tone {
  return tones[state];
}

/** Waiting or at work. */
export function isActive({ state }: Pick<Job, 'state'>): boolean {
  return state === 'queued' || state === 'running';
}

/** What kind of work it is, in words; its name where the words do not know it. */
export function kindInWords({ kind }: Pick<Job, 'kind'>, say: Say): string {
  const word = say(`kind.${kind.replace('.', '/')}`);
  return word.startsWith('kind.') ? kind : word;
}

/** What it is at, in words; as it was written where the words do not know its code. */
export function noteInWords(note: string, say: Say): string {
  const [, code = '', count] = /^([a-z]+(?:-[a-z]+)*)(?: (\d+))?$/.exec(note) ?? [];
  const key = `note.${code}`;
  const word = say(key, count === undefined ? {} : { count: Number(count) });
  return word === key ? note : word;
}

/** Asks a job to stop. */
export function useCancel(say: Say) {
  const requests = useQueryClient();
  return useMutation(
    jobsApi.cancelJob.mutationOptions({
      onSuccess: async () => {
        notify({ tone: 'neutral', text: say('stopping') });
        await requests.invalidateQueries({ queryKey: jobsApi.key() });
      },
    }),
  );
}
