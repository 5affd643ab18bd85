// Rounds of measurement: so many clients do the same work, the variants take turns, and the medians of the rounds are compared.
import { performance } from 'node:perf_hooks';

/** One variant of a comparison. `work` does one unit for the client of that number. */
export interface Variant {
  readonly name: string;
  readonly work: (client: number) => Promise<void>;
}

/** What a variant did in one round. */
export interface Figure {
  readonly p50Ms: number;
  readonly perSecond: number;
}

/** Runs `units` of work spread over `clients` that do not wait for each other. */
export async function measure(work: Variant['work'], clients: number, units: number): Promise<Figure> {
  const times: number[] = [];
  let left = units;
  const startedAt = performance.now();
  const client = async (number: number) => {
    while (left > 0) {
      left -= 1;
      const unitAt = performance.now();
      await work(number);
      times.push(performance.now() - unitAt);
    }
  };
  await Promise.all(Array.from({ length: clients }, (_, number) => client(number)));
  return { p50Ms: median(times), perSecond: (units / (performance.now() - startedAt)) * 1_000 };
}

/** Measures every variant in turn, round after round, and answers the medians by name. */
export async function takeTurns(
  variants: readonly Variant[],
  how: { readonly rounds: number; readonly clients: number; readonly units: number },
): Promise<Map<string, Figure>> {
  const figures = new Map<string, Figure[]>(variants.map(({ name }) => [name, []]));
  for (const variant of variants) await measure(variant.work, how.clients, Math.max(how.clients, Math.floor(how.units / 8)));
  for (let round = 0; round < how.rounds; round += 1) {
    for (const variant of variants) figures.get(variant.name)?.push(await measure(variant.work, how.clients, how.units));
  }
  return new Map(
    [...figures].map(([name, list]) => [
      name,
      { p50Ms: median(list.map((one) => one.p50Ms)), perSecond: median(list.map((one) => one.perSecond)) },
    ]),
  );
}

/** The middle value. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** Prints one line of a comparison with its ratio to the first. */
export function line(name: string, figure: Figure, to: Figure): string {
  const times = `${figure.p50Ms.toFixed(2)} ms`.padStart(11);
  const speed = `${figure.perSecond.toFixed(0)}/s`.padStart(9);
  return `${name.padEnd(44)}${times}${speed}   ${(figure.p50Ms / to.p50Ms).toFixed(1)}x p50, ${(to.perSecond / figure.perSecond).toFixed(1)}x per second`;
}
