// A limit of so many in a window of time, per key, in this process's memory.

/** Counts one for the key; answers the seconds to wait when it was too many, else 0. */
export type Rate = (key: string) => number;

/** Keys counted at the same time. Whoever has more than these to count with is not held up by any limit per key. */
const MOST_KEYS = 10_000;

/**
 * At most `most` per `windowSeconds` and key. Windows begin with a key's first count. Beyond 10,000 windows at once the one that began
 * first is forgotten, so that neither memory nor the work of one count grows with the number of keys.
 */
export function openRate(most: number, windowSeconds: number, nowMs: () => number = Date.now): Rate {
  // In the order in which the windows began.
  const counts = new Map<string, { begunMs: number; count: number }>();
  return (key) => {
    const now = nowMs();
    const kept = counts.get(key);
    if (kept && now - kept.begunMs < windowSeconds * 1_000) {
      kept.count++;
      return kept.count > most ? Math.max(1, Math.ceil((kept.begunMs + windowSeconds * 1_000 - now) / 1_000)) : 0;
    }
    counts.delete(key);
    const [oldest] = counts.size < MOST_KEYS ? [] : counts.keys();
    if (oldest !== undefined) counts.delete(oldest);
    counts.set(key, { begunMs: now, count: 1 });
    return 0;
  };
}
