// Long reckoning in threads: pieces of work go to whoever is free, answers come back in the order of the pieces.
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';

/** Work that threads do. `setup` reaches every thread once, before its first piece. */
export interface ThreadWork<S, P> {
  /** The script: from the bundle a bundle beside it, from the sources a TypeScript file. */
  readonly script: URL;
  readonly setup: S;
  readonly pieces: readonly P[];
  /** Threads at most; without it as many as there are cores, and never more than pieces. */
  readonly threads?: number;
  /** Told after each piece. */
  readonly step?: (done: number, total: number) => void | Promise<void>;
}

/** What a thread is sent. */
export type ThreadMessage<S, P> = { readonly setup: S } | { readonly piece: P };

/** The script of a thread by its name: from the bundle a bundle beside it, in development the source beside the one that asks. */
export function threadBeside(asking: string, name: string): URL {
  return new URL(asking.endsWith('.ts') ? `./${name}.ts` : `./${name}.mjs`, asking);
}

// A thread does not inherit a loader: on the sources it registers its own before it reads the script.
function startThread(script: URL): Worker {
  if (!script.pathname.endsWith('.ts')) return new Worker(script);
  const start = `import('tsx/esm/api').then(({ register }) => { register(); return import(${JSON.stringify(script.href)}); });`;
  return new Worker(start, { eval: true });
}

function answerOf<P, R>(thread: Worker, piece: P): Promise<R> {
  return new Promise<R>((resolve, reject) => {
    const settle = (then: () => void) => {
      thread.off('message', onAnswer).off('error', onError).off('exit', onExit);
      then();
    };
    const onAnswer = (answer: R) => settle(() => resolve(answer));
    const onError = (error: Error) => settle(() => reject(error));
    const onExit = (code: number) => settle(() => reject(new Error(`a thread ended with ${code} before it answered`)));
    thread.on('message', onAnswer).on('error', onError).on('exit', onExit);
    thread.postMessage({ piece });
  });
}

/**
 * The answers to all pieces, in their order, whoever gave them. A piece must not depend on which thread does it, nor on what the thread did before. The
 * first failure ends all threads and is thrown.
 */
export async function onThreads<S, P, R>({ script, setup, pieces, threads, step }: ThreadWork<S, P>): Promise<readonly R[]> {
  const count = Math.max(1, Math.min(pieces.length, threads ?? availableParallelism()));
  const answers = new Map<number, R>();
  const workers = Array.from({ length: count }, () => startThread(script));
  let next = 0;
  // One after the other, in the order in which pieces are done: whoever listens may write to one connection.
  let told: Promise<void> = Promise.resolve();
  const tell = async (before: Promise<void>, done: number) => {
    await before;
    await step?.(done, pieces.length);
  };
  try {
    await Promise.all(
      workers.map(async (worker) => {
        worker.postMessage({ setup });
        while (next < pieces.length) {
          const mine = next++;
          answers.set(mine, await answerOf<P, R>(worker, pieces[mine] as P));
          told = tell(told, answers.size);
          await told;
        }
      }),
    );
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
  return pieces.map((_, at) => answers.get(at) as R);
}
