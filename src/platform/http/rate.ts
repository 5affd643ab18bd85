// A limit of so many in a window of time, per key, in this process's memory.

/** Counts one for the key; answers the seconds to wait when it was too many, else 0. */
export type Rate = (key: string) => number;

/** At most `most` per `windowSeconds` and key. Windows begin with a key's first count. */
export function openRate(most: number, windowSeconds: number, nowMs: () => number = Date.now): Rate {
  const counts = new Map<string, { begunMs: number; count: number }>();
  return (key) => {
    const now = nowMs();
    const kept = counts.get(key);
    if (!kept || now - kept.begunMs >= windowSeconds * 1_000) {
      if (counts.size > 10_000) for (const [old, { begunMs }] of counts) if (now - begunMs >= windowSeconds * 1_000) counts.delete(old);
      counts.set(key, { begunMs: now, count: 1 });
      return 0;
    }
    kept.count++;
    return kept.count > most ? Math.max(1, Math.ceil((kept.begunMs + windowSeconds * 1_000 - now) / 1_000)) : 0;
  };
}
