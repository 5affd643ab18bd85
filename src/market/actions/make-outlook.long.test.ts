// Outlooks made in threads: the same bytes as the pure rule, whoever makes the refits, and a failure that ends them.
import { describe, expect, it } from 'vitest';
import { onThreads } from '#platform';
import { outlook, packIntervals, shippedQuestion } from '../rules.ts';
import { makeOutlook } from './make-outlook.ts';

const question = { ...shippedQuestion, refits: 260 };

describe('[MKT-53] an outlook', () => {
  it('has the same bytes on one thread and on three, and as the pure rule has it; the seed is the beginning of the digest', async () => {
    const steps: number[][] = [];
    const [one, three] = await Promise.all([
      makeOutlook(question, { threads: 1, withSegments: true }),
      makeOutlook(question, { threads: 3, withSegments: true, step: (...step) => void steps.push(step) }),
    ]);
    if (!one.ok || !three.ok) throw new Error('refused');
    expect(one.value.seed).toBe(one.value.inputSha256.slice(0, 16));
    const bytes = JSON.stringify(one.value.outlook);
    expect(JSON.stringify(three.value.outlook)).toBe(bytes);
    if (!one.value.intervals || !three.value.intervals) throw new Error('no intervals');
    expect(packIntervals(three.value.intervals)).toEqual(packIntervals(one.value.intervals));
    expect(JSON.stringify(outlook(question, one.value.seed))).toContain(bytes);
    expect(steps).toEqual(Array.from({ length: 6 + 7 }, (_, at) => [at + 1, 6 + 7]));
  });

  it('with a seed of its own has other intervals and the same values', async () => {
    const [one, other] = await Promise.all([
      makeOutlook({ ...question, refits: 20 }),
      makeOutlook({ ...question, refits: 20 }, { seed: '7' }),
    ]);
    if (!one.ok || !other.ok) throw new Error('refused');
    expect(other.value.inputSha256).toBe(one.value.inputSha256);
    expect(other.value.outlook.total[3]?.value).toBe(one.value.outlook.total[3]?.value);
    expect(other.value.outlook.total[3]?.interval80).not.toEqual(one.value.outlook.total[3]?.interval80);
  });

  it('ends with whoever asks it to stop between two blocks', async () => {
    const stop = makeOutlook(question, { threads: 2, step: () => Promise.reject(new Error('stopped')) });
    await expect(stop).rejects.toThrow('stopped');
  });

  it('fails where a thread fails', async () => {
    const work = onThreads({
      script: new URL('./refit-thread.ts', import.meta.url),
      setup: { question: null, seed: '' },
      pieces: [{ from: 0, to: 1 }],
    });
    await expect(work).rejects.toThrow('activity');
  });
});
