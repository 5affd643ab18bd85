// Marks that would hide each other stand apart, and nothing else moves.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { apart, type Point } from './apart.ts';

const nearest = (places: readonly Point[]) =>
  Math.min(...places.flatMap((one, at) => places.slice(at + 1).map((other) => Math.hypot(one[0] - other[0], one[1] - other[1]))));
const place = fc.tuple(fc.double({ min: 0, max: 960, noNaN: true }), fc.double({ min: 0, max: 440, noNaN: true }));

describe('marks of a picture', () => {
  it('stand apart, wherever up to a dozen of them lie', () => {
    fc.assert(
      fc.property(fc.array(place, { minLength: 2, maxLength: 12 }), (places) => {
        expect(nearest(apart(places, 18))).toBeGreaterThan(17.5);
      }),
    );
  });

  it('in one and the same place part too', () => {
    const crowd = Array.from({ length: 5 }, (): Point => [480, 220]);
    expect(nearest(apart(crowd, 40))).toBeGreaterThan(39);
  });

  it('give way by half each, and what stands free stays', () => {
    expect(
      apart(
        [
          [100, 100],
          [110, 100],
          [300, 50],
        ],
        20,
      ),
    ).toEqual([
      [95, 100],
      [115, 100],
      [300, 50],
    ]);
  });
});
