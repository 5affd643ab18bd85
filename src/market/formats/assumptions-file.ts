// Reads a file of assumptions, claims, evidence and scenarios: JSON, refused by the path of its first fault.
import { z } from 'zod';
import { type Outcome, ok, refuse } from '#lib';
import { type GivenFile, lineOfBadUtf8 } from '#lib/csv';
import { line, prose } from '#platform/contract';
import { assumptionChange, evidenceDraft, evidenceId, marginClaim, scenarioChange, tag } from '../contract/words.ts';
import {
  changedAssumptions,
  defaultAssumptions,
  underScenario,
  type Assumption,
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
  history: z.array(z.strictObject({ year: z.int().min(1900).max(2100), value: z.number() })).default([]),
});

/** A path as JavaScript would write it: `assumptions[3].value`. */
function written(path: readonly PropertyKey[]): string {
  const parts = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`));
  return parts.join('').replace(/^\./, '') || '(the whole file)';
}

/** Whether a text is the beginning of some JSON: what the engine finds wrong with it is its end. */
function isBeginning(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch (error) {
    const { message } = error as Error;
    const at = Number(/position (\d+)/.exec(message)?.[1] ?? Number.NaN);
    return /end of JSON|Unterminated/.test(message) || at >= text.length || /\\u?[0-9a-f]{0,3}$|[-.eE+]$/.test(text.slice(-6));
  }
}

/** Where a text stops to be the beginning of JSON: the engine tells it of some faults only. */
function placeOfFault(text: string): number {
  let [sound, wrong] = [0, text.length + 1];
  while (wrong - sound > 1) {
    const middle = Math.floor((sound + wrong) / 2);
    if (isBeginning(text.slice(0, middle))) sound = middle;
    else wrong = middle;
  }
  return sound;
}

function notJson(text: string) {
  const before = text.slice(0, placeOfFault(text)).split('\n');
  return refuse('not-json', {
    path: '',
    message: 'The file is no JSON',
    row: before.length,
    column: `${(before.at(-1) ?? '').length + 1}`,
  });
}

function bad(path: string, message: string) {
  return refuse('bad-assumptions', { path, message });
}

const shipped: ReadonlyMap<string, Assumption> = new Map(defaultAssumptions.map((one) => [one.id, one]));

/** What a sound shape may still say wrong: units of their own, changes without a reason, scenarios that cannot be. */
function faultOf({ assumptions, scenarios }: z.infer<typeof file>) {
  const changed = changedAssumptions(assumptions.map(changeOf));
  for (const [at, { id, unit, value, sd, reason }] of assumptions.entries()) {
    const before = shipped.get(id);
    if (!before) continue;
    if (unit !== undefined && unit !== before.unit)
      return bad(`assumptions[${at}].unit`, `${id} is told in ${before.unit}, not in ${unit}`);
    const isOther = (value ?? before.value) !== before.value || (sd ?? before.sd) !== before.sd;
    if (isOther && changed.ok && reason === undefined) return bad(`assumptions[${at}].reason`, `${id} is changed: say why`);
  }
  const twice = scenarios.findIndex(({ name }, at) => scenarios.findIndex((one) => one.name === name) < at);
  if (twice !== -1) return bad(`scenarios[${twice}].name`, 'Two scenarios have this name');
  for (const [at, one] of scenarios.entries()) {
    const under = changed.ok ? underScenario(changed.value, one) : changed;
    const { path, message } = under.ok ? {} : (under.detail as { readonly path?: string; readonly message?: string });
    if (path?.startsWith('scenario.')) return bad(path.replace('scenario.', `scenarios[${at}].`), message ?? '');
  }
  return null;
}

const changeOf = ({ unit: _unit, spread: _spread, ...one }: z.infer<typeof change>) => one as AssumptionChange;

function textOf(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** The content of a file. @returns `not-utf8`, `not-json` with row and column, or `bad-assumptions` with the path of the first fault and of all. */
export function readAssumptionsFile({ bytes }: GivenFile): Outcome<AssumptionsFile, 'not-utf8' | 'not-json' | 'bad-assumptions'> {
  const whole = textOf(bytes);
  if (whole === null) {
    const row = lineOfBadUtf8(bytes) ?? 1;
    return refuse('not-utf8', { path: '', row, message: `Line ${row} is not valid UTF-8; save the file as UTF-8` });
  }
  let content: unknown;
  try {
    content = JSON.parse(whole);
  } catch {
    return notJson(whole);
  }
  const read = file.safeParse(content);
  if (!read.success) {
    const faults = read.error.issues.map(({ path, message }) => ({ path: written(path), message }));
    return refuse('bad-assumptions', { ...faults[0], paths: faults.map(({ path }) => path) });
  }
  return faultOf(read.data) ?? ok({ ...read.data, assumptions: read.data.assumptions.map(changeOf) });
}
