// Which reason that ships with the program belongs to an assumption: many numbers of one kind share one.

const singles = new Set(['activity.siteYearsPerObservation', 'activity.defaultSiteYears', 'activity.observations', 'mix.spread']);

/** The key of the reason among the words: `price.country.BR` as `price-country`. */
export function reasonKey(id: string): string {
  const [kind = '', second = ''] = id.split('.');
  if (kind === 'frame' || singles.has(id)) return id.replaceAll('.', '-');
  return kind === 'service' || kind === 'mix' ? kind : `${kind}-${second}`;
}
