// Valid commands of the market: each call prepares what the command can still be used on.
import { newId } from '#lib';
import { sampleEvidence, sampleNewSite, sampleScenario } from '../../src/market/sample.ts';
import { ifMatch, taken } from '../journeys/nlx-301-network.ts';
import type { Prepare, Stage } from './valid-commands.ts';

const change = { id: 'growth.area.Oncology', value: 0.01, tag: 'assumed', asOf: '2026-04-01', reason: 'our view' };
const claim = { id: 'our-view', axis: 'area', key: 'Oncology', year: 2025, share: 0.3, sd: 0.4, tag: 'assumed', reason: 'our own count' };
const filled = { note: 'as it was read', segment: { axis: 'area', key: 'Oncology' }, quantity: 'sites-of-ours', unit: 'count' };
const record = { ...sampleEvidence, ...filled };
// Without a quantity it contradicts nobody, and an answer shows no words of others.
const inWords = { ...record, quantity: null, value: null, word: 'Ours' };
const note = {
  company: 'wcg-clinical',
  section: 'overview',
  text: 'A company',
  strength: null,
  source: 'A report',
  sourceDate: '2026',
  evidenceIds: ['company-1'],
};

async function addedEvidence({ ground }: Stage): Promise<string> {
  return taken(await ground.builders.manager.api('POST', '/market/evidence', { record: sampleEvidence }), 'evidence').id;
}

async function addedScenario({ ground }: Stage): Promise<string> {
  return taken(await ground.builders.manager.api('POST', '/market/scenarios', sampleScenario), 'scenario').id;
}

async function addedNote({ ground }: Stage): Promise<string> {
  const body = { ...note, supersedes: null, reason: null };
  return taken(await ground.builders.manager.api('POST', '/market/notes', body), 'note').id;
}

/** By operation name. */
export const marketCommands: Readonly<Record<string, readonly Prepare[]>> = {
  'market.add-evidence': [
    async ({ ground }) => ({ by: ground.builders.manager, path: '/market/evidence', body: { record } }),
    async ({ ground }) => ({ by: ground.builders.manager, path: '/market/evidence', body: { record: inWords } }),
  ],
  'market.supersede-evidence': [
    async (stage) => ({
      by: stage.ground.builders.manager,
      path: `/market/evidence/${await addedEvidence(stage)}/successor`,
      body: { record: inWords, reason: 'a newer edition' },
    }),
  ],
  'market.save-assumptions': [
    async ({ ground: { builders } }) => {
      const { version, own } = taken(await builders.manager.api('GET', '/market/assumptions'), 'assumptions');
      const body = { changes: [change], claims: [claim], own, reason: 'our view' };
      return { by: builders.manager, path: '/market/assumptions', body, headers: ifMatch(version) };
    },
  ],
  'market.add-scenario': [async ({ ground }) => ({ by: ground.builders.manager, path: '/market/scenarios', body: { ...sampleScenario } })],
  'market.amend-scenario': [
    async (stage) => ({
      by: stage.ground.builders.manager,
      path: `/market/scenarios/${await addedScenario(stage)}`,
      body: { ...sampleScenario, retired: false },
      headers: ifMatch(1),
    }),
  ],
  'market.run': [
    async (stage) => ({
      by: stage.ground.builders.manager,
      path: '/market/runs',
      body: { base: true, scenarioIds: [await addedScenario(stage)] },
    }),
  ],
  'market.import-activity': [
    async ({ ground: { builders } }) => {
      const { id } = taken(
        await builders.manager.send('registry', 'studies.csv', 'NCT Number,Conditions\nNCT00000001,Asthma\n'),
        'studies.csv',
      );
      return { by: builders.manager, path: '/market/activity', body: { fileIds: [id] } };
    },
  ],
  'market.choose-activity': [
    async ({ ground: { builders } }) => {
      const { choice, imports } = taken(await builders.manager.api('GET', '/market/activity'), 'activity');
      const importId = choice?.importId === null ? imports[0].id : null;
      return { by: builders.manager, path: '/market/activity/choices', body: { importId, reason: 'the files were a sample' } };
    },
  ],
  'market.keep-new-site': [
    async ({ ground }) => ({
      by: ground.builders.manager,
      path: '/market/new-sites',
      body: { name: newId(), input: { ...sampleNewSite } },
    }),
  ],
  'market.add-note': [
    async (stage) => ({
      by: stage.ground.builders.manager,
      path: '/market/notes',
      body: { ...note, supersedes: await addedNote(stage), reason: 'a newer report' },
    }),
  ],
};
