// Idempotency keys: one key per attempted write, the same for every retry of it, a new one after an answer.

/** Hands out keys for writes and forgets them once the server has answered. */
export interface Attempts {
  /** The key of this write: same name and same content give the same key until it was answered. */
  keyFor(write: string): string;
  /** The server answered (done or refused): the next write of the same content is a new one. */
  answered(write: string): void;
}

/**
 * @param newKey makes a fresh key
 * @param capacity unanswered writes to remember; the oldest is forgotten first
 */
export function createAttempts(newKey: () => string, capacity = 200): Attempts {
  const keys = new Map<string, string>();
  return {
    keyFor(write) {
      const known = keys.get(write);
      if (known) return known;
      const key = newKey();
      keys.set(write, key);
      const oldest = keys.keys().next();
      if (keys.size > capacity && !oldest.done) keys.delete(oldest.value);
      return key;
    },
    answered(write) {
      keys.delete(write);
    },
  };
}

/** Whether an answer settles the write; after 5xx, 408 and 429 the same key must be sent again. */
export function isSettled(status: number): boolean {
  return status < 500 && status !== 408 && status !== 429;
}
