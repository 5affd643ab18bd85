// The keys of each cut of the market, in the order in which they are offered.
import { regions } from '#network/rules';
import { areas, marketCountries, phases, services } from '../rules/taxonomy.ts';
import type { Axis } from './held-queries.ts';

const keys: Readonly<Record<Axis, readonly string[]>> = {
  service: services,
  area: areas,
  phase: phases,
  region: regions,
  country: marketCountries.map(({ key }) => key),
};

/** The keys of a cut. */
export function keysOf(axis: Axis): readonly string[] {
  return keys[axis];
}
