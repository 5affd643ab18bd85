// The English words that the pages of the market share, and those of the outlook.
import type { Words } from '#ui';

export const english: Words = {
  market: 'Market',
  sections: 'Parts of the market',
  section: {
    outlook: 'Outlook',
    segments: 'Segments',
    scenarios: 'Scenarios',
    position: 'Position',
    recommendations: 'Recommendations',
    newSite: 'New site',
    evidence: 'Evidence',
    assumptions: 'Assumptions',
    companies: 'Companies',
    report: 'Report',
  },
  tag: { published: 'published', counted: 'counted', assumed: 'assumed', modelled: 'modelled' },
};
