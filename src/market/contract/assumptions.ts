// Assumptions and scenarios: what ships, what the network holds instead, and named changes compared side by side.
import { z } from 'zod';
import { amendment, command, date, id, instantText, line, prose, question } from '#platform/contract';
import { effectView } from './effect.ts';
import { runView } from './outlook.ts';
import { assumption, assumptionChange, draftInAddress, marginClaim, scenarioChange, tag } from './words.ts';

/** What the network assumes of itself: rates of currencies, and how likely a study at a site in each state comes to pay. */
export const ownAssumptions = z.strictObject({
  asOf: date,
  reason: prose(1_000),
  /** US dollars for one unit of the currency. */
  usdPer: z.record(z.string().regex(/^[A-Z]{3}$/, 'must be a currency'), z.number().positive()),
  /** Chance that what is contracted and not yet earned is earned, by the state of the study at the site. */
  chanceByState: z.record(z.string().max(40), z.number().min(0).max(1)),
});

const content = {
  changes: z.array(assumptionChange).max(500),
  claims: z.array(marginClaim).max(200),
  own: ownAssumptions,
};

const assumptionsView = z.object({
  /** The number in force; 0 where everything stands as it ships. */
  version: z.number().int(),
  /** As they count: what ships with the network's changes. */
  assumptions: z.array(assumption),
  /** As they ship. */
  shipped: z.array(assumption),
  changes: z.array(assumptionChange),
  claims: z.array(marginClaim),
  own: ownAssumptions,
  history: z.array(z.object({ number: z.number().int(), reason: z.string(), by: z.string(), at: instantText, changed: z.number().int() })),
  can: z.object({ edit: z.boolean() }),
});

const scenarioView = z.object({
  id,
  version: z.number().int(),
  name: z.string(),
  note: z.string().nullable(),
  changes: z.array(scenarioChange),
  retired: z.boolean(),
  by: z.string(),
  at: instantText,
  latest: runView.nullable(),
  /** Whether the latest run answers the scenario as it stands now. */
  isCurrent: z.boolean().nullable(),
});

const scenarioBody = { name: line(200), note: prose(4_000).nullable(), changes: z.array(scenarioChange).max(200) };

const interval = z.tuple([z.number(), z.number()]);

/** One outlook of a comparison: a scenario, or what is in force. */
const column = z.object({
  scenarioId: id.nullable(),
  name: z.string().nullable(),
  run: runView,
  isCurrent: z.boolean(),
  changes: z.array(scenarioChange),
  totals: z.array(z.object({ year: z.number().int(), value: z.number(), tag, interval80: interval })),
  cagr: z.number(),
});

/** The routes of assumptions and scenarios. */
export const assumptionsContract = {
  assumptions: question({
    name: 'market.assumptions',
    permission: 'market.view',
    path: '/market/assumptions',
    summary: 'Every assumption as it counts, as it ships, and what the network changed when and why',
    output: assumptionsView,
  }),
  previewAssumptions: question({
    name: 'market.preview-assumptions',
    permission: 'market.edit',
    path: '/market/assumptions/preview',
    summary: 'What the outlook would become with other assumptions; changes nothing',
    query: { draft: draftInAddress(z.strictObject({ changes: content.changes, claims: content.claims })) },
    output: effectView,
  }),
  saveAssumptions: amendment({
    name: 'market.save-assumptions',
    permission: 'market.edit',
    path: '/market/assumptions',
    summary: 'Hold other assumptions from now on; the earlier ones are kept. The version is that in force, 0 where all stand as they ship',
    body: { ...content, reason: prose(2_000) },
    output: z.object({ version: z.number().int() }),
  }),
  scenarios: question({
    name: 'market.scenarios',
    permission: 'market.edit',
    path: '/market/scenarios',
    summary: 'Scenarios as they stand now, with the latest run of each',
    output: z.object({
      scenarios: z.array(scenarioView),
      /** Scenarios that ship with the program, to begin with. */
      offered: z.array(z.object({ name: z.string(), reason: z.string(), changes: z.array(scenarioChange) })),
      can: z.object({ edit: z.boolean(), run: z.boolean() }),
    }),
  }),
  addScenario: command({
    name: 'market.add-scenario',
    permission: 'market.edit',
    path: '/market/scenarios',
    summary: 'Add a scenario: a name and changes to the assumptions in force',
    body: scenarioBody,
    output: scenarioView,
  }),
  amendScenario: amendment({
    name: 'market.amend-scenario',
    permission: 'market.edit',
    method: 'PUT',
    path: '/market/scenarios/{scenarioId}',
    summary: 'Write the next version of a scenario, or retire it; earlier versions and their runs are kept',
    params: { scenarioId: id },
    body: { ...scenarioBody, retired: z.boolean() },
    output: scenarioView,
  }),
  previewScenario: question({
    name: 'market.preview-scenario',
    permission: 'market.edit',
    path: '/market/scenarios/preview',
    summary: 'What the outlook would become with the changes of a scenario; keeps nothing',
    query: { draft: draftInAddress(z.strictObject({ changes: scenarioBody.changes })) },
    output: effectView,
  }),
  compareScenarios: question({
    name: 'market.compare-scenarios',
    permission: 'market.edit',
    path: '/market/scenarios/comparison',
    summary: 'The latest outlooks of what is in force and of every scenario that was made, side by side; USD million',
    output: z.object({
      columns: z.array(column),
      /** Of the last year: one value for each column, in their order; null where an outlook has no such part. The tag is that of the first. */
      parts: z.array(z.object({ axis: z.string(), key: z.string(), year: z.number().int(), tag, values: z.array(z.number().nullable()) })),
    }),
  }),
};
