// What a schedule begins with when a person writes it: Day 1, and the epochs and arms that were named.
import type { Say } from '#ui';
import type { PlannedSchedule } from '../rules.ts';
import { keyFor } from '../rules/schedule-draft.ts';

/** Names of epochs and arms, one a line. */
export function namesOf(text: string): readonly string[] {
  const names = text.split('\n').map((name) => name.trim());
  return [...new Set(names.filter((name) => name !== ''))];
}

function partsOf(names: readonly string[]) {
  const keys: string[] = [];
  return names.map((name) => {
    const key = keyFor(name, keys);
    keys.push(key);
    return { key, name };
  });
}

/** A schedule with one visit whose date is chosen. */
export function firstSchedule(
  say: Say,
  epochs: readonly string[] = [],
  arms: readonly string[] = [],
  firstDay: 0 | 1 = 0,
): PlannedSchedule {
  const parts = partsOf(epochs);
  const [epoch] = parts;
  return {
    firstDay,
    visits: [{ key: 'V1', name: say('schedule.dayOne'), timing: null, modalities: ['on-site'], ...(epoch ? { epoch: epoch.key } : {}) }],
    epochs: parts,
    arms: partsOf(arms),
  };
}
