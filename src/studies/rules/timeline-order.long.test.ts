// The order of a timeline and its loops.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Instance, Timeline } from './protocol.ts';
import { loopingDecisions, timelineOrder } from './timeline-order.ts';

const visit = (id: string, nextId: string | null): Instance => ({
  kind: 'activity',
  id,
  name: id,
  label: null,
  description: null,
  nextId,
  epochId: null,
  encounterId: null,
  activityIds: [],
  timelineId: null,
  exitId: null,
});
const decision = (id: string, nextId: string | null, ...targets: string[]): Instance => ({
  kind: 'decision',
  id,
  name: id,
  label: null,
  description: null,
  nextId,
  epochId: null,
  branches: targets.map((targetId) => ({ id: targetId, condition: 'if so', targetId })),
});
const timeline = (entryId: string | null, ...instances: Instance[]): Timeline => ({
  id: 'T',
  name: 'T',
  label: null,
  description: null,
  main: true,
  entryCondition: null,
  entryId,
  instances,
  timings: [],
  exitIds: [],
});
const orderOf = (given: Timeline) =>
  timelineOrder(given)
    .instances.map((instance) => instance.id)
    .join(' ');
const loopsOf = (given: Timeline) => [...loopingDecisions(given, timelineOrder(given))];

describe('the order of a timeline', () => {
  it('[J06] follows the chain from the entry, whatever the order of the file', () => {
    expect(orderOf(timeline('a', visit('c', null), visit('a', 'b'), visit('b', 'c')))).toBe('a b c');
  });

  it('[J06] puts what nothing reaches before the instance it runs into, else at the end', () => {
    expect(orderOf(timeline('a', visit('lost', null), visit('a', 'b'), visit('extra', 'b'), visit('b', null)))).toBe('a extra b lost');
  });

  it('[J06] puts a side way that rejoins before the place it rejoins', () => {
    expect(
      orderOf(timeline('a', visit('a', 'd'), decision('d', 'c', 'alt'), visit('c', 'end'), visit('end', null), visit('alt', 'end'))),
    ).toBe('a d c alt end');
  });

  it('[J06] puts a side way that runs back after the decision it comes from, and calls it a loop', () => {
    const rechallenge = timeline(
      'a',
      visit('a', 'b'),
      visit('b', 'd'),
      decision('d', 'end', 'pause'),
      visit('end', null),
      visit('pause', 'b'),
    );
    expect(orderOf(rechallenge)).toBe('a b d pause end');
    expect(loopsOf(rechallenge)).toEqual(['d']);
  });

  it('[J06] a decision loops when it leads to an earlier instance or to itself, not when it skips forward', () => {
    expect(loopsOf(timeline('a', visit('a', 'd'), decision('d', 'end', 'a'), visit('end', null)))).toEqual(['d']);
    expect(loopsOf(timeline('a', visit('a', 'd'), decision('d', 'd'), visit('end', null)))).toEqual(['d']);
    expect(loopsOf(timeline('a', visit('a', 'd'), decision('d', 'b', 'end'), visit('b', 'end'), visit('end', null)))).toEqual([]);
  });

  it('[J06] any graph of instances, cycles and all, is passed once and completely', () => {
    const ids = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
    const target = fc.option(fc.constantFrom(...ids), { nil: null });
    const graph = fc.tuple(
      ...ids.map((id) =>
        fc
          .tuple(target, fc.array(fc.constantFrom(...ids), { maxLength: 3 }))
          .map(([next, branches]) => (branches.length > 1 ? decision(id, next, ...branches) : visit(id, next))),
      ),
    );
    fc.assert(
      fc.property(graph, target, (instances, entryId) => {
        const given = timeline(entryId, ...instances);
        const order = timelineOrder(given);
        expect(order.instances.map((instance) => instance.id).sort()).toEqual(ids);
        if (entryId !== null) expect(order.placeOf.get(entryId)).toBeLessThanOrEqual(ids.length);
        const back = (instance: Instance, to: string | null) =>
          to !== null && (order.placeOf.get(to) ?? 0) <= (order.placeOf.get(instance.id) ?? 0);
        const looping = loopingDecisions(given, order);
        for (const instance of instances) {
          if (
            instance.kind === 'decision' &&
            [instance.nextId, ...instance.branches.map((branch) => branch.targetId)].some((to) => back(instance, to))
          )
            expect(looping.has(instance.id)).toBe(true);
        }
      }),
    );
  });

  it('[J06] 100,000 instances, chained backwards or all alone, are ordered without a square of work', () => {
    const many = Array.from({ length: 100_000 }, (_, at) => visit(`v${at}`, at === 0 ? null : `v${at - 1}`));
    expect(timelineOrder(timeline('v0', ...many)).instances).toHaveLength(100_000);
    expect(timelineOrder(timeline(null, ...many.map((instance) => ({ ...instance, nextId: 'v0' })))).instances).toHaveLength(100_000);
  });
});
