// The English words of the market's segments.
import type { Words } from '#ui';

export const segmentEnglish: Words = {
  segments: {
    title: 'Segments of the market',
    lead: 'From the whole market down to a phase of an area in a country; the address keeps where you are.',
    whole: 'The whole market',
    allServices: 'All services',
    size: 'Size in {{year}}',
    ofMarket: 'Of the market',
    intervals:
      'Intervals are worked out for every place, also where cuts cross, as an area in a country: 80 % of the refits lie within. Intervals of parts do not add up to that of the whole.',
    table: 'Segments by {{cut}}, {{year}}',
    none: 'Nothing here',
    noneText: 'The outlook has no value in this place. Go one level up.',
    sum: 'Together',
    ours: 'Ours',
    ourShare: 'Our share',
    studies_one: '{{count}} study',
    studies_other: '{{count}} studies',
    places_one: '{{count}} site',
    places_other: '{{count}} sites',
    absent: 'nobody of ours',
  },
};
