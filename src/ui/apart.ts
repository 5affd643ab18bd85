// Marks of a picture that would lie on each other, moved apart as little as it takes. Pure.

/** A place in the picture's own units. */
export type Point = readonly [x: number, y: number];

const MOST_ROUNDS = 400;
/** Two marks in one place part along this direction, another for each pair, so that three do not stay on a line. */
const GOLDEN_ANGLE = Math.PI * (3 - Math.sqrt(5));

/**
 * The places, moved so that each two stand at least `distance` apart; what stands free does not move. In a crowd too dense to be
 * parted within the rounds, the places are as far apart as they came.
 */
export function apart(places: readonly Point[], distance: number): readonly Point[] {
  const moved = places.map(([x, y]) => ({ x, y }));
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    let isFree = true;
    for (const [index, one] of moved.entries())
      for (const other of moved.slice(index + 1)) isFree = !part(one, other, distance, round + index) && isFree;
    if (isFree) break;
  }
  return moved.map(({ x, y }) => [x, y] as const);
}

type Movable = { x: number; y: number };

// Both give way by half of what is missing; answers whether anything was.
function part(one: Movable, other: Movable, distance: number, turn: number): boolean {
  const [dx, dy] = [other.x - one.x, other.y - one.y];
  const between = Math.hypot(dx, dy);
  if (between >= distance - 0.01) return false;
  const angle = between < 0.001 ? turn * GOLDEN_ANGLE : Math.atan2(dy, dx);
  const step = (distance - between) / 2;
  one.x -= Math.cos(angle) * step;
  one.y -= Math.sin(angle) * step;
  other.x += Math.cos(angle) * step;
  other.y += Math.sin(angle) * step;
  return true;
}
