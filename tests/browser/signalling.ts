// A signal on a network that is too small to have one of its own.
import type pg from 'pg';
import { newId } from '#lib';

/** Opens a signal about the deviations of a site, as the latest look would have. */
export async function openSignalAt(superuser: pg.Client, siteCode: string): Promise<void> {
  await superuser.query(
    `insert into monitoring.signal (id, indicator, dimension, site_id, direction, state, run_id, opened_on, numerator, denominator, expected, score, flag)
     select $1, 'deviations', 'site', s.id, 'high', 'new', r.id, r.as_of, 9, 40, 3.5, 3.4, 2
     from network.site s, (select id, as_of from monitoring.indicator_run order by as_of desc, id desc limit 1) r where s.code = $2`,
    [newId(), siteCode],
  );
}

/** Opens a signal about missed visits at a site whose own rate has risen, as a look that saw it drift would have. */
export async function openDriftAt(superuser: pg.Client, siteCode: string): Promise<string> {
  const id = newId();
  await superuser.query(
    `insert into monitoring.signal (id, indicator, dimension, site_id, direction, found_by, since, state, run_id, opened_on, numerator, denominator,
       expected, score, flag)
     select $1, 'missed-visits', 'site', s.id, 'high', 'drift', date '2026-09-30', 'new', r.id, r.as_of, 9, 60, 2.1, 3.9, 1
     from network.site s, (select id, as_of from monitoring.indicator_run order by as_of desc, id desc limit 1) r where s.code = $2`,
    [id, siteCode],
  );
  return id;
}
