// Looks at the indicators as they are kept: what was judged, what every group showed, and the signals that came of it.
import { type Temporal, civilDate } from '#lib';
import { type Tx, selectRows } from '#platform';
import type { Look, PastLooks } from '../rules/evaluation.ts';
import { type Figures, type Group, groupKey } from '../rules/figures.ts';
import type { SignalDimension } from '../rules/indicators.ts';
import type { KnownSignal, Opening } from '../rules/openings.ts';
import { indicatorRun, knownProblem, signal } from '../tables.ts';

export type RunRow = typeof indicatorRun.$inferSelect;
export type SignalRow = typeof signal.$inferSelect;
export type NewProblem = typeof knownProblem.$inferInsert;

const latest = selectRows('monitoring-latest-run', indicatorRun, 'order by as_of desc, id desc limit 1');
const signals = selectRows('monitoring-signals', signal, 'order by opened_on, id');
const signalById = selectRows('monitoring-signal', signal, 'where id = $1');

/** The latest look, or null. */
export async function loadLatestRun(tx: Tx): Promise<RunRow | null> {
  return (await latest(tx, []))[0] ?? null;
}

/** Months of looks that a drift is told from, the present one included. */
export const TREND_MONTHS = 24;

/** What the last looks of the months before a day kept of sites and of studies at sites, and the digests of what those looks had read. */
export async function loadPast(tx: Tx, asOf: Temporal.PlainDate): Promise<{ past: PastLooks; digests: readonly string[] }> {
  const { rows: runs } = await tx.$client.query<{ id: string; asOf: string; inputSha256: string }>({
    name: 'monitoring-past-runs',
    text: `select distinct on (date_trunc('month', r.as_of)) r.id, r.as_of::text as "asOf", r.input_sha256 as "inputSha256"
      from monitoring.indicator_run r where r.as_of < date_trunc('month', $1::date) and r.as_of >= date_trunc('month', $1::date) - make_interval(months => $2)
      order by date_trunc('month', r.as_of), r.as_of desc, r.id desc`,
    values: [asOf.toString(), TREND_MONTHS - 1],
  });
  const past: { [dimension in SignalDimension]: Map<string, PastGroup> } = { site: new Map(), 'study-site': new Map() };
  for (const { id, asOf: day } of runs) {
    const { rows } = await tx.$client.query<Group & { dimension: SignalDimension; figures: Figures }>({
      name: 'monitoring-past-results',
      text: `select i.dimension, i.site_id as "siteId", i.study_id as "studyId", i.person_id as "personId", i.figures
        from monitoring.indicator_result i where i.run_id = $1 and i.dimension <> 'person' order by i.dimension, i.site_id, i.study_id`,
      values: [id],
    });
    for (const { dimension, figures, ...group } of rows) {
      const known = past[dimension].get(groupKey(group)) ?? { group, looks: [] };
      known.looks.push({ asOf: day, figures });
      past[dimension].set(groupKey(group), known);
    }
  }
  return {
    past: { site: [...past.site.values()], 'study-site': [...past['study-site'].values()] },
    digests: runs.map(({ inputSha256 }) => inputSha256),
  };
}

interface PastGroup {
  readonly group: Group;
  readonly looks: { readonly asOf: string; readonly figures: Figures }[];
}

/** Every signal in reach, for the decision whether to open another one. */
export async function loadKnownSignals(tx: Tx): Promise<KnownSignal[]> {
  return signals(tx, []);
}

/** One signal, or null out of scope. */
export async function loadSignal(tx: Tx, signalId: string): Promise<SignalRow | null> {
  return (await signalById(tx, [signalId]))[0] ?? null;
}

/** Keeps a look with what every group showed. Answers false where the same rows were looked at for that day before. */
export async function insertLook(tx: Tx, run: Omit<RunRow, 'createdAt'>, results: Look['results'], newId: () => string): Promise<boolean> {
  const inserted = await tx.insert(indicatorRun).values(run).onConflictDoNothing();
  if (inserted.rowCount === 0) return false;
  if (results.length > 0)
    await tx.$client.query({
      name: 'monitoring-insert-results',
      text: `insert into monitoring.indicator_result (id, run_id, dimension, site_id, study_id, person_id, figures)
        select r.* from jsonb_to_recordset($1::jsonb) as r ("id" uuid, "runId" uuid, "dimension" text, "siteId" uuid, "studyId" uuid, "personId" uuid, "figures" jsonb)`,
      values: [
        JSON.stringify(results.map(({ dimension, group, figures }) => ({ id: newId(), runId: run.id, dimension, ...group, figures }))),
      ],
    });
  return true;
}

/** Opens signals; one that somebody opened meanwhile is left alone. Answers those that are new. */
export async function insertSignals(
  tx: Tx,
  run: Pick<RunRow, 'id' | 'asOf'>,
  openings: readonly (Opening & { readonly id: string })[],
): Promise<ReadonlySet<string>> {
  if (openings.length === 0) return new Set();
  const rows = await tx
    .insert(signal)
    .values(
      openings.map(({ id, indicator, dimension, group, direction, foundBy, since, figure }) => {
        const { numerator, denominator, expected, score, flag } = figure;
        const { siteId, studyId } = group;
        const counts = { numerator, denominator, expected, score, flag };
        return {
          id,
          indicator,
          dimension,
          siteId,
          studyId,
          direction,
          foundBy,
          since: since === null ? null : civilDate(since),
          state: 'new' as const,
          runId: run.id,
          openedOn: run.asOf,
          ...counts,
        };
      }),
    )
    .onConflictDoNothing()
    .returning({ id: signal.id });
  return new Set(rows.map(({ id }) => id));
}

/** Changes a signal if the version is still the one that was read. */
export async function updateSignal(tx: Tx, row: SignalRow, change: Partial<SignalRow>): Promise<boolean> {
  const { rowCount } = await tx.$client.query({
    name: 'monitoring-update-signal',
    text: `update monitoring.signal set state = $3, owner_id = $4, outcome = $5, comment = $6, closed_on = $7, version = version + 1 where id = $1 and version = $2`,
    values: [
      row.id,
      row.version,
      change.state ?? row.state,
      change.ownerId ?? row.ownerId,
      change.outcome ?? null,
      change.comment ?? row.comment,
      change.closedOn?.toString() ?? null,
    ],
  });
  return rowCount === 1;
}

/** Keeps what is known to be wrong; a problem of the same key is known already. */
export async function insertProblems(tx: Tx, problems: readonly NewProblem[]): Promise<void> {
  if (problems.length > 0)
    await tx
      .insert(knownProblem)
      .values([...problems])
      .onConflictDoNothing();
}

/** Whether a site, or a study at it, is within the actor's reach. */
export async function isPlaceInReach(tx: Tx, { siteId, studyId }: { siteId: string; studyId: string | null }): Promise<boolean> {
  const { rowCount } = await tx.$client.query({
    name: 'monitoring-place',
    text: `select 1 where case when $2::uuid is null then exists (select 1 from network.pub_site s where s.id = $1)
      else exists (select 1 from studies.pub_study_site ss where ss.site_id = $1 and ss.study_id = $2) end`,
    values: [siteId, studyId],
  });
  return rowCount === 1;
}

/** The network's day on which something happens now. */
export function dayOf(now: Temporal.Instant): Temporal.PlainDate {
  return now.toZonedDateTimeISO('UTC').toPlainDate();
}
