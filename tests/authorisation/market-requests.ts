// Requests to the routes of the market; what is written is refused by the domain after the guard.
import { newId } from '#lib';
import { sampleEvidence, sampleNewSite, sampleScenario } from '../../src/market/sample.ts';
import type { Asked, Targets } from './requests.ts';

const draftOf = (draft: unknown) => `draft=${encodeURIComponent(JSON.stringify(draft))}`;
const unknown = [{ id: 'no.such.assumption', value: 1 }];
const own = { asOf: '2026-04-01', reason: 'rates of the day', usdPer: { USD: 1 }, chanceByState: {} };
const note = {
  company: 'nobody-of-that-name',
  section: 'overview',
  text: 'A company',
  strength: null,
  source: 'A report',
  sourceDate: null,
};

/** By operation name. */
export const marketRequests: Readonly<Record<string, (on: Targets) => Asked>> = {
  'market.evidence': () => ({}),
  'market.assumptions': () => ({}),
  'market.outlook': () => ({}),
  'market.cells': () => ({ query: 'by=area' }),
  'market.runs': () => ({}),
  'market.activity': () => ({}),
  'market.activity-import': () => ({}),
  'market.companies': () => ({}),
  'market.position': () => ({}),
  'market.recommendations': () => ({}),
  'market.strategy': () => ({}),
  'market.reports': () => ({}),
  'market.report': () => ({}),
  'market.report-chapter': () => ({}),
  'market.report-file': () => ({ query: 'language=en&format=pdf' }),
  // Refused where there is no outlook yet.
  'market.make-report': () => ({ body: {} }),
  'market.preview-evidence': () => ({ query: draftOf({ record: sampleEvidence, supersedes: 'not-in-the-book' }) }),
  // Another claim each time would move what the next one reads: this one bears on nothing.
  'market.add-evidence': () => ({ body: { record: { ...sampleEvidence, quantity: null, value: null, unit: null } } }),
  'market.supersede-evidence': () => ({ body: { record: null, reason: 'walk' } }),
  'market.preview-assumptions': () => ({ query: draftOf({ changes: unknown, claims: [] }) }),
  'market.save-assumptions': () => ({ body: { changes: [], claims: [], own, reason: 'walk' }, amends: true }),
  'market.scenarios': () => ({}),
  'market.add-scenario': () => ({ body: { ...sampleScenario, changes: unknown } }),
  'market.amend-scenario': () => ({ body: { ...sampleScenario, retired: false }, amends: true }),
  'market.preview-scenario': () => ({ query: draftOf({ changes: unknown }) }),
  'market.compare-scenarios': () => ({}),
  'market.run': () => ({ body: { base: false, scenarioIds: [] } }),
  'market.import-activity': () => ({ body: { fileIds: [newId()], strict: false } }),
  // What outlooks stand on already.
  'market.choose-activity': ({ importId }) => ({ body: { importId, reason: 'walk' } }),
  'market.preview-new-site': () => ({ query: draftOf({ ...sampleNewSite, country: 'XX' }) }),
  'market.new-sites': () => ({}),
  'market.keep-new-site': () => ({ body: { name: 'Walk', input: { ...sampleNewSite, country: 'XX' } } }),
  'market.add-note': () => ({ body: { ...note, evidenceIds: [], supersedes: null, reason: null } }),
};
