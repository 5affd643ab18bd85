// Proving once more who one is: a write that the server refuses for want of it waits here until the person has, and is sent again.
import { useSyncExternalStore } from 'react';

let waiting: ((proved: boolean) => void)[] = [];
const listeners = new Set<() => void>();

function changed(): void {
  for (const listener of listeners) listener();
}

/** Waits until the person has proved who they are (true) or left it (false). */
export function needProof(): Promise<boolean> {
  return new Promise((resolve) => {
    waiting = [...waiting, resolve];
    changed();
  });
}

/** Ends the waiting of everything that waits. */
export function answerProof(proved: boolean): void {
  const answered = waiting;
  waiting = [];
  changed();
  for (const resolve of answered) resolve(proved);
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

/** Whether something waits for a proof; whoever frames the pages asks for it then. */
export function useProofNeeded(): boolean {
  return useSyncExternalStore(subscribe, () => waiting.length > 0);
}
