// Draws from the standard normal by the ziggurat: 256 layers of equal area, of which nearly every draw needs one look-up.
import { normalTail } from '../distributions/normal.ts';

const LAYERS = 256;
/** Where the tail begins with 256 layers. Marsaglia and Tsang (2000). */
const TAIL_FROM = 3.6541528853610088;

const height = (x: number) => Math.exp((-x * x) / 2);

/** The layers' right edges, from the widest to 0; the first is the width that gives the base layer, tail included, the common area. */
function rightEdges(): Float64Array {
  const area = TAIL_FROM * height(TAIL_FROM) + Math.sqrt(2 * Math.PI) * normalTail(TAIL_FROM, true);
  const edges = new Float64Array(LAYERS + 1);
  edges[0] = area / height(TAIL_FROM);
  edges[1] = TAIL_FROM;
  for (let layer = 2; layer < LAYERS; layer++) {
    const before = edges[layer - 1] as number;
    edges[layer] = Math.sqrt(-2 * Math.log(area / before + height(before)));
  }
  return edges;
}

const EDGES = rightEdges();
const HEIGHTS = EDGES.map(height);

/** What a normal draw draws from. */
interface Source {
  uint32(): number;
  uniform(): number;
}

/** Draws beyond the tail's beginning. Marsaglia (1964). */
function tailDraw(source: Source): number {
  for (;;) {
    const x = -Math.log(1 - source.uniform()) / TAIL_FROM;
    const y = -Math.log(1 - source.uniform());
    if (y + y >= x * x) return TAIL_FROM + x;
  }
}

/** A draw from the standard normal. */
export function normalDraw(source: Source): number {
  for (;;) {
    const high = source.uint32();
    const low = source.uint32();
    // 53 bits make the place in the layer; of the eleven left over, eight choose the layer and one the sign.
    const layer = (high & 31) | ((low & 7) << 5);
    const sign = (low & 8) === 0 ? 1 : -1;
    const share = ((high >>> 5) * 67_108_864 + (low >>> 6)) / 9_007_199_254_740_992;
    const x = share * (EDGES[layer] as number);
    if (x < (EDGES[layer + 1] as number)) return sign * x;
    if (layer === 0) return sign * tailDraw(source);
    const floor = HEIGHTS[layer] as number;
    if (floor + source.uniform() * ((HEIGHTS[layer + 1] as number) - floor) < height(x)) return sign * x;
  }
}
