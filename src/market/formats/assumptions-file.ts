// Reads a file of assumptions, claims, evidence and scenarios: JSON, refused by the path of its first fault.
import { z } from 'zod';
import { type Outcome, ok, refuse } from '#lib';
import type { GivenFile } from '#lib/csv';
import { line, prose } from '#platform/contract';
import { assumptionChange, evidenceDraft, evidenceId, marginClaim, scenarioChange, tag } from '../contract/words.ts';
import {
  defaultAssumptions,
  type AssumptionChange,
  type EvidenceRecord,
  type HistoryPoint,
  type MarginClaim,
  type Scenario,
} from '../rules.ts';

export const maxAssumptionsFileBytes = 16 * 1_048_576;

/** What a file holds; every part may be missing. */
export interface AssumptionsFile {
  readonly assumptions: readonly AssumptionChange[];
  readonly claims: readonly MarginClaim[];
  readonly evidence: readonly EvidenceRecord[];
  readonly scenarios: readonly Scenario[];
  readonly history: readonly HistoryPoint[];
}

/** One assumption as the outlook prints it, or only what changes of it. */
const change = assumptionChange.extend({ unit: line(100).optional(), spread: z.enum(['relative', 'absolute']).optional() });

const { value, sd, ...drafted } = evidenceDraft.omit({ word: true }).shape;
const missing = { quantity: null, value: null, unit: null, year: null, sourceDate: null, segment: null, note: null, sd: null };

/** A record: an id, what is claimed and by whom; what is left out is not known, published and not disputed. */
const record = z
  .strictObject({ ...drafted, value: z.union([value, line(200)]), sd })
  .partial()
  .required({ kind: true, claim: true, source: true })
  .extend({ id: evidenceId })
  .transform((given): EvidenceRecord => ({ tag: 'published', disputed: false, ...missing, ...given }));

const scenario = z.strictObject({ name: line(200), reason: prose(1_000), changes: z.array(scenarioChange).min(1) });

const file = z.strictObject({
  assumptions: z.array(change).default([]),
  claims: z.array(marginClaim.extend({ tag: tag.default('assumed') })).default([]),
  evidence: z.array(record).default([]),
  scenarios: z.array(scenario).default([]),
  history: z.array(z.strictObject({ year: z.int(), value: z.number() })).default([]),
});

const unitOf: ReadonlyMap<string, string> = new Map(defaultAssumptions.map(({ id, unit }) => [id, unit]));

/** A path as JavaScript would write it: `assumptions[3].value`. */
function written(path: readonly PropertyKey[]): string {
  const parts = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`));
  return parts.join('').replace(/^\./, '') || '(the whole file)';
}

function notJson(text: string, { message }: Error) {
  // What ends too early is told without a place, which is its end; of short texts the engine may tell none at all, only what it met.
  const at = Number(/position (\d+)/.exec(message)?.[1] ?? (message.includes('end of JSON') ? text.length : Number.NaN));
  if (Number.isNaN(at)) return refuse('not-json', { path: '', message: `The file is no JSON: ${message}` });
  const before = text.slice(0, at).split('\n');
  return refuse('not-json', {
    path: '',
    message: 'The file is no JSON',
    row: before.length,
    column: `${(before.at(-1) ?? '').length + 1}`,
  });
}

/** The content of a file. @returns `not-json`, with row and column where they are known, or `bad-assumptions` with the path of the first fault and of all. */
export function readAssumptionsFile({ bytes }: GivenFile): Outcome<AssumptionsFile, 'not-json' | 'bad-assumptions'> {
  const whole = new TextDecoder().decode(bytes);
  let content: unknown;
  try {
    content = JSON.parse(whole);
  } catch (error) {
    return notJson(whole, error as Error);
  }
  const read = file.safeParse(content);
  if (!read.success) {
    const faults = read.error.issues.map(({ path, message }) => ({ path: written(path), message }));
    return refuse('bad-assumptions', { ...faults[0], paths: faults.map(({ path }) => path) });
  }
  const strange = read.data.assumptions.findIndex(({ id, unit }) => unit !== undefined && unit !== (unitOf.get(id) ?? unit));
  if (strange !== -1) {
    const { id, unit } = read.data.assumptions[strange] ?? {};
    return refuse('bad-assumptions', {
      path: `assumptions[${strange}].unit`,
      message: `${id} is told in ${unitOf.get(id ?? '')}, not in ${unit}`,
    });
  }
  const twice = read.data.scenarios.findIndex(({ name }, at) => read.data.scenarios.findIndex((one) => one.name === name) < at);
  if (twice !== -1) return refuse('bad-assumptions', { path: `scenarios[${twice}].name`, message: 'Two scenarios have this name' });
  const assumptions = read.data.assumptions.map(({ unit: _unit, spread: _spread, ...one }) => one as AssumptionChange);
  return ok({ ...read.data, assumptions, claims: read.data.claims });
}
