// The release of a schedule as it is signed: the whole version as it was written, shown row by row and held by a digest.
import type { Act } from '#access';
import { found, sha256Hex } from '#platform';
import type { Shown, Signable } from '#signatures';
import { canonicalJson } from '#signatures/rules';
import { checkSchedule, settledSchedule, timedSchedule } from '../rules.ts';
import { RELEASE_KIND } from '../rules/release.ts';
import { plainDocument, releaseRows } from '../rules/release-content.ts';
import * as store from '../store.ts';
import { plannedSchedule } from './schedule.ts';

/** A schedule version, signed by whoever releases it, in the act of releasing it. */
export const scheduleRelease: Signable = {
  kind: RELEASE_KIND,
  table: 'studies.schedule_version',
  permission: 'studies.release-schedule',
  viewPermission: 'studies.view-schedule',
  meaning: 'approved',
  withAct: true,
  statement: {
    key: 'studies.schedule-release.1',
    text: 'I have checked this schedule against the protocol and release it: from now on visits of this study are planned by it.',
  },
  show: showRelease,
  waiting: () => Promise.resolve({ items: [], total: 0 }),
  returned: () => Promise.resolve([]),
};

async function showRelease(act: Act, scheduleVersionId: string): Promise<Shown | null> {
  const row = await store.loadScheduleVersion(act.tx, scheduleVersionId);
  if (!row) return null;
  const study = found(await store.loadStudy(act.tx, row.studyId));
  const planned = await plannedSchedule(act, row);
  const settled = settledSchedule(planned);
  const protocol = row.protocolVersionId === null ? null : await store.protocolLabel(act.tx, row.protocolVersionId);
  return {
    place: { siteId: null, studyId: row.studyId },
    // The release itself is one more version of the record and changes nothing of what was signed.
    version: row.status === 'released' ? row.version - 1 : row.version,
    title: `${study.code}, ${row.number}`,
    timeZone: 'UTC',
    happenedOn: null,
    facts: [
      { name: 'study', value: study.code },
      { name: 'schedule', value: String(row.number) },
      { name: 'protocol', value: protocol },
      { name: 'first-day', value: String(row.firstDay) },
      { name: 'visits', value: String(settled.visits.length) },
      { name: 'activities', value: String(settled.activities.length) },
      { name: 'saved-by', value: row.savedByName },
      { name: 'saved-at', value: row.savedAt.toString() },
      { name: 'document', value: sha256Hex(canonicalJson(plainDocument(settled))) },
    ],
    rows: releaseRows(settled),
    notReady: notReady(row, checkSchedule(timedSchedule(planned)).ok),
    keptBy: null,
    subjectId: null,
    subjectNumber: null,
    onlyBy: null,
  };
}

function notReady({ status, releasedAs }: store.ScheduleVersionRow, isProjectable: boolean): string | null {
  if (status === 'draft') return isProjectable ? null : 'not-projectable';
  return releasedAs === 'signed' ? null : 'released-without';
}
