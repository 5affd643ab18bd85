// The clocks of a person's sites: one for each zone, with the sites that live by it.

/** A study at a site, as far as its clock goes. */
export interface Placed {
  readonly site: { readonly name: string };
  readonly timeZone: string;
}

/** More clocks than this are more than a line can say. */
const mostZones = 3;

/** Zones with the names of their sites, in the order in which they come up; none where there are too many to say. */
export function zonesOf(sites: readonly Placed[]): readonly { readonly timeZone: string; readonly names: string }[] {
  const names = new Map<string, Set<string>>();
  for (const { site, timeZone } of sites) names.set(timeZone, (names.get(timeZone) ?? new Set()).add(site.name));
  if (names.size > mostZones) return [];
  return [...names].map(([timeZone, at]) => ({ timeZone, names: [...at].sort().join(', ') }));
}
