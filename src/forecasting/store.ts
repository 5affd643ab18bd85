// Keeps forecasts, and loads those that are there.
import type { Tx } from '#platform';
import { enrolmentKernelVersion } from '#stats';
import type { FanPoint, ForecastInput, NetworkForecast, SiteOutlook, StudyForecast } from './rules.ts';

/** Made for the present, or later for a past day. */
export type Origin = 'present' | 'look-back';

/** A run to keep. */
export interface NewRun {
  readonly id: string;
  readonly studyId: string | null;
  readonly siteId: string | null;
  readonly partOf: string | null;
  readonly asOf: string;
  readonly origin: Origin;
  readonly kernelVersion: string;
  readonly seed: string;
  readonly input: unknown;
  readonly inputSha256: string;
  readonly result: unknown;
  readonly resultSha256: string;
  readonly madeAt: string;
}

/** A kept run of a study. */
export interface StudyRun {
  readonly id: string;
  readonly studyId: string;
  readonly asOf: string;
  readonly origin: Origin;
  readonly kernelVersion: string;
  readonly seed: string;
  readonly input: ForecastInput;
  readonly inputSha256: string;
  readonly result: StudyForecast;
  readonly resultSha256: string;
  readonly madeAt: string;
}

/** Keeps runs in one statement; those whose question was answered before stay as they are. Answers how many are new. */
export async function insertRuns(tx: Tx, runs: readonly NewRun[]): Promise<number> {
  if (runs.length === 0) return 0;
  const { rowCount } = await tx.$client.query({
    name: 'insert-forecast-runs',
    text: `insert into forecasting.run (id, study_id, site_id, part_of, as_of, origin, kernel_version, seed, input, input_sha256, result, result_sha256, made_at)
      select r."id", r."studyId", r."siteId", r."partOf", r."asOf", r."origin", r."kernelVersion", r."seed", nullif(r."input", 'null'::jsonb), r."inputSha256", r."result",
        r."resultSha256", r."madeAt"
      from jsonb_to_recordset($1::jsonb) as r ("id" uuid, "studyId" uuid, "siteId" uuid, "partOf" uuid, "asOf" date, "origin" text, "kernelVersion" text, "seed" text,
        "input" jsonb, "inputSha256" text, "result" jsonb, "resultSha256" text, "madeAt" timestamptz)
      on conflict do nothing`,
    values: [JSON.stringify(runs)],
  });
  return rowCount ?? 0;
}

/** The id of the run that answers this question already, or null. */
export async function knownRun(
  tx: Tx,
  at: { readonly studyId: string | null; readonly asOf: string; readonly inputSha256: string; readonly kernelVersion: string },
): Promise<string | null> {
  const { rows } = await tx.$client.query<{ id: string }>({
    name: 'known-forecast-run',
    text: `select id from forecasting.run where study_id is not distinct from $1 and site_id is null and as_of = $2 and input_sha256 = $3 and kernel_version = $4`,
    values: [at.studyId, at.asOf, at.inputSha256, at.kernelVersion],
  });
  return rows[0]?.id ?? null;
}

const RUN = `r.id, r.study_id as "studyId", r.as_of::text as "asOf", r.origin, r.kernel_version as "kernelVersion", r.seed, r.input, r.input_sha256 as "inputSha256",
  r.result, r.result_sha256 as "resultSha256", to_char(r.made_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "madeAt"`;

/** The latest run by the present kernel of every study in reach, or of one: pages reckon on from it by the present rules. */
export async function latestStudyRuns(tx: Tx, studyId: string | null = null): Promise<StudyRun[]> {
  const { rows } = await tx.$client.query<StudyRun>({
    name: 'latest-study-forecasts',
    text: `select distinct on (r.study_id) ${RUN} from forecasting.run r
      where r.study_id is not null and r.site_id is null and ($1::uuid is null or r.study_id = $1) and r.kernel_version = $2
      order by r.study_id, r.as_of desc, r.made_at desc, r.id desc`,
    values: [studyId, enrolmentKernelVersion],
  });
  return rows;
}

/** One kept run of a study by its id, or null out of scope. */
export async function loadStudyRun(tx: Tx, runId: string): Promise<StudyRun | null> {
  const { rows } = await tx.$client.query<StudyRun>({
    name: 'study-forecast',
    text: `select ${RUN} from forecasting.run r where r.id = $1 and r.study_id is not null and r.site_id is null`,
    values: [runId],
  });
  return rows[0] ?? null;
}

/** An earlier forecast as it is judged and drawn. */
export interface PastRun {
  readonly studyId: string;
  readonly asOf: string;
  readonly origin: Origin;
  readonly fan: readonly FanPoint[];
}

/** The first run of each day of every study in reach, or of one: what was said on that day, and not what was said of it after. */
export async function pastStudyRuns(tx: Tx, before: string, studyId: string | null = null): Promise<PastRun[]> {
  const { rows } = await tx.$client.query<PastRun>({
    name: 'past-study-forecasts',
    text: `select distinct on (r.study_id, r.as_of) r.study_id as "studyId", r.as_of::text as "asOf", r.origin, r.result -> 'fan' as fan
      from forecasting.run r where r.study_id is not null and r.site_id is null and r.as_of < $1 and ($2::uuid is null or r.study_id = $2)
      order by r.study_id, r.as_of, r.made_at, r.id`,
    values: [before, studyId],
  });
  return rows;
}

/** An earlier forecast of the network, with the studies that were in it. */
export interface PastNetworkRun extends Omit<PastRun, 'studyId'> {
  readonly studyIds: readonly string[];
}

/** The first run of each day of the network. */
export async function pastNetworkRuns(tx: Tx, before: string): Promise<PastNetworkRun[]> {
  const { rows } = await tx.$client.query<PastNetworkRun>({
    name: 'past-network-forecasts',
    text: `select distinct on (r.as_of) r.as_of::text as "asOf", r.origin, r.result -> 'fan' as fan,
        (select coalesce(array_agg(s ->> 'studyId'), '{}') from jsonb_array_elements(r.input -> 'studies') s) as "studyIds"
      from forecasting.run r where r.study_id is null and r.as_of < $1 order by r.as_of, r.made_at, r.id`,
    values: [before],
  });
  return rows;
}

/** A study at a site as it was last forecast. */
export interface SiteRun {
  readonly studyId: string;
  readonly siteId: string;
  readonly asOf: string;
  readonly result: SiteOutlook;
}

/** The latest run by the present kernel of every study-site in reach. */
export async function latestSiteRuns(tx: Tx): Promise<SiteRun[]> {
  const { rows } = await tx.$client.query<SiteRun>({
    name: 'latest-site-forecasts',
    text: `select distinct on (r.study_id, r.site_id) r.study_id as "studyId", r.site_id as "siteId", r.as_of::text as "asOf", r.result
      from forecasting.run r where r.site_id is not null and r.kernel_version = $1 order by r.study_id, r.site_id, r.as_of desc, r.made_at desc, r.id desc`,
    values: [enrolmentKernelVersion],
  });
  return rows;
}

/** Whether the network was forecast from a day by the present kernel. */
export async function isNetworkForecast(tx: Tx, asOf: string): Promise<boolean> {
  const { rowCount } = await tx.$client.query({
    name: 'network-forecast-of-day',
    text: `select from forecasting.run r where r.study_id is null and r.as_of = $1 and r.kernel_version = $2 limit 1`,
    values: [asOf, enrolmentKernelVersion],
  });
  return rowCount === 1;
}

/** The network's latest forecast by the present kernel with the studies in it, or null. */
export async function latestNetworkRun(tx: Tx): Promise<{ readonly result: NetworkForecast; readonly studyIds: readonly string[] } | null> {
  const { rows } = await tx.$client.query<{ result: NetworkForecast; studyIds: string[] }>({
    name: 'latest-network-forecast',
    text: `select r.result, (select coalesce(array_agg(s ->> 'studyId'), '{}') from jsonb_array_elements(r.input -> 'studies') s) as "studyIds"
      from forecasting.run r where r.study_id is null and r.kernel_version = $1 order by r.as_of desc, r.made_at desc, r.id desc limit 1`,
    values: [enrolmentKernelVersion],
  });
  return rows[0] ?? null;
}
