// A reason of two estimates is read back as it was written, and no other text is taken for one.
import { expect, it } from 'vitest';
import { pooledReason, readPooledReason } from './pooled-reason.ts';

it('[MKT-143] a reason that takes two estimates together is read back with their numbers, so that it can be told in the reader’s language', () => {
  const reason = {
    assumed: -0.004,
    assumedSd: 0.008,
    counted: -0.0255,
    countedSd: 0.0067,
    from: '2016',
    to: '2025',
    reason: 'Set by us.\nTwice.',
  };
  expect(readPooledReason(pooledReason(reason))).toEqual(reason);
  expect(readPooledReason('Assumed by the network, pooled by their spread. Set by us.')).toBeUndefined();
});
