// What ships gives its reasons in English where it stands; here they are only given their keys.
import type { Words } from '#ui';
import { defaultAssumptions } from '../rules/default-assumptions.ts';
import { shippedOwnAssumptions } from '../rules/position-assumptions.ts';
import { reasonKey } from './reason-key.ts';

export const english: Words = {
  reason: {
    ...Object.fromEntries(defaultAssumptions.map(({ id, reason }) => [reasonKey(id), reason])),
    own: shippedOwnAssumptions.reason,
  },
};
