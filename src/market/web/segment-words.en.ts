// The English words of the market's segments.
import type { Words } from '#ui';

export const segmentEnglish: Words = {
  segments: {
    title: 'Segments of the market',
    lead: 'From the whole market down to a phase of an area in a country; the address keeps where you are.',
  },
};
