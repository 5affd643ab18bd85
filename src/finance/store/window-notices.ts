// Which windows were told of at which stage: kept so that each is told once.
import type { Temporal } from '#lib';
import type { Tx } from '#platform';
import type { WindowStage } from '../rules.ts';

/** A window at a stage, on a day of its site. */
export interface WindowNotice {
  readonly id: string;
  readonly lineId: string;
  readonly studyId: string;
  readonly siteId: string;
  readonly stage: WindowStage;
  readonly toldOn: Temporal.PlainDate;
}

/** Keeps the notices that nobody kept before; answers the ids of those. One statement. */
export async function keepNotices(tx: Tx, notices: readonly WindowNotice[]): Promise<ReadonlySet<string>> {
  if (notices.length === 0) return new Set();
  const { rows } = await tx.$client.query<{ id: string }>({
    name: 'finance-keep-window-notices',
    text: `insert into finance.window_notice (id, accrual_line_id, study_id, site_id, stage, told_on)
      select * from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::date[]) on conflict do nothing returning id`,
    values: [
      notices.map(({ id }) => id),
      notices.map(({ lineId }) => lineId),
      notices.map(({ studyId }) => studyId),
      notices.map(({ siteId }) => siteId),
      notices.map(({ stage }) => stage),
      notices.map(({ toldOn }) => toldOn.toString()),
    ],
  });
  return new Set(rows.map(({ id }) => id));
}
