// Why a growth is what it is where a registry's trend was taken together with what was assumed: written into a run, and read back to be told in other words.

/** Both estimates with one standard deviation each, the years of the trend, and the reason of what was assumed. */
export interface PooledReason {
  readonly assumed: number;
  readonly assumedSd: number;
  readonly counted: number;
  readonly countedSd: number;
  readonly from: string;
  readonly to: string;
  readonly reason: string;
}

/** The reason as a run keeps it. */
export function pooledReason({ assumed, assumedSd, counted, countedSd, from, to, reason }: PooledReason): string {
  return `Assumed ${assumed} (sd ${assumedSd}) and counted ${counted.toFixed(4)} (sd ${countedSd.toFixed(4)}, ${from} to ${to}), pooled by their spread. ${reason}`;
}

const POOLED = /^Assumed (\S+) \(sd (\S+)\) and counted (\S+) \(sd (\S+), (\d+) to (\d+)\), pooled by their spread\. ([^]*)$/;

/** A reason that {@link pooledReason} wrote; undefined for every other. */
export function readPooledReason(text: string): PooledReason | undefined {
  const [, assumed, assumedSd, counted, countedSd, from = '', to = '', reason = ''] = POOLED.exec(text) ?? [];
  if (assumed === undefined) return undefined;
  const [one, oneSd, other, otherSd] = [assumed, assumedSd, counted, countedSd].map(Number);
  return { assumed: one ?? 0, assumedSd: oneSd ?? 0, counted: other ?? 0, countedSd: otherSd ?? 0, from, to, reason };
}
