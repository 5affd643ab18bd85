// A visit's source as it is signed: what the record says, whatever day it is looked at, and which records wait for a signature.
import { type Act, may, printedName } from '#access';
import { forMany, instantOf } from '#platform';
import {
  type QueueItem,
  type QueuedRow,
  type ReturnedItem,
  type ReturnedRow,
  type Shown,
  type Signable,
  inPlaces,
  isItsReturn,
  placesToSign,
  queueLine,
  returnedLine,
  waited,
} from '#signatures';
import { isDone } from '../rules.ts';
import { type VisitRow, loadActivities, loadVisit } from '../store.ts';

const KIND = 'visits.source';
const LISTED = 200;

/** The source of a visit, signed by the investigator of its site. */
export const visitSource: Signable = {
  kind: KIND,
  table: 'visits.visit_occurrence',
  permission: 'visits.sign',
  viewPermission: 'visits.view',
  meaning: 'reviewed',
  statement: {
    key: 'visits.source.1',
    text: 'I have reviewed this record of the visit. It is complete and accurate to the best of my knowledge, and I take responsibility for it.',
  },
  show: showSource,
  waiting: waitingSources,
  returned: returnedSources,
};

interface Beside {
  readonly subject_id: string;
  readonly study_code: string;
  readonly site_number: string;
  readonly time_zone: string;
  readonly subject_number: string;
}

// Names that people may change stand nowhere in it: a site renamed is no visit changed.
async function showSource(act: Act, visitId: string): Promise<Shown | null> {
  const row = await loadVisit(act.tx, visitId);
  if (!row) return null;
  const { rows } = await act.tx.$client.query<Beside>(
    forMany(
      {
        name: 'visits-source-beside',
        text: `select s.id as subject_id, ss.study_code, ss.number as site_number, ss.time_zone, s.number as subject_number
           from subjects.pub_subject s join studies.pub_study_site ss on ss.id = s.study_site_id where s.id = any ($1::uuid[])`,
        values: [[row.subjectId]],
      },
      { by: 'subject_id', keys: 0 },
    ),
  );
  const [beside] = rows;
  if (!beside) return null;
  const activities = await loadActivities(act.tx, visitId);
  return {
    place: { siteId: row.siteId, studyId: row.studyId },
    version: row.version,
    title: row.name,
    timeZone: beside.time_zone,
    happenedOn: row.actualDate,
    facts: factsOf(row, beside, await printedName(act, row.completedBy)),
    rows: activities.map(({ name, done, notDoneReason }) => ({
      name,
      value: done === null ? 'open' : done ? 'done' : 'not-done',
      note: notDoneReason,
    })),
    notReady: row.source === 'imported' ? 'imported' : isDone(row.state) ? null : 'not-complete',
    keptBy: row.completedBy,
    subjectId: row.subjectId,
    subjectNumber: beside.subject_number,
    onlyBy: null,
  };
}

function factsOf(row: VisitRow, beside: Beside, completedBy: string | null): Shown['facts'] {
  const text = (value: { toString: () => string } | null) => (value === null ? null : value.toString());
  return [
    { name: 'study', value: beside.study_code },
    { name: 'site', value: beside.site_number },
    { name: 'subject', value: beside.subject_number },
    { name: 'visit', value: row.name },
    { name: 'cycle', value: String(row.cycle) },
    { name: 'state', value: row.state },
    { name: 'actual-date', value: text(row.actualDate) },
    { name: 'modality', value: row.modality },
    { name: 'window-from', value: text(row.earliest) },
    { name: 'window-to', value: text(row.latest) },
    { name: 'days-outside-window', value: text(row.outByDays) },
    { name: 'reason-code', value: row.reasonCode },
    { name: 'reason', value: row.reason },
    { name: 'recorded-by', value: completedBy },
    { name: 'recorded-at', value: text(row.occurredAt) },
    { name: 'corrections', value: String(row.generation) },
  ];
}

interface Row {
  readonly name: string;
  readonly actual_date: string;
  readonly occurred_at: string;
  readonly was_signed: boolean;
  readonly total: number;
}

const FROM = `from visits.visit_occurrence v join studies.pub_study_site ss on ss.id = v.study_site_id join subjects.pub_subject b on b.id = v.subject_id
  left join signatures.pub_signed s on s.record_kind = '${KIND}' and s.record_id = v.id`;
const WAITS = `where v.state in ('completed', 'partially-completed') and v.source = 'program' and s.record_version is distinct from v.version`;
const COLUMNS = `v.id, v.version, v.site_id, v.study_id, v.subject_id, ss.study_code, ss.number as site_number, ss.time_zone, b.number as subject_number, v.name, v.actual_date,
  v.occurred_at, s.record_version is not null as was_signed`;

async function waitingSources(act: Act): Promise<{ items: QueueItem[]; total: number }> {
  const places = placesToSign(act.actor, visitSource.permission);
  if (places.length === 0) return { items: [], total: 0 };
  const { rows } = await act.tx.$client.query<QueuedRow & Row>(
    `select ${COLUMNS}, count(*) over ()::int as total ${FROM} ${WAITS}
       and ${inPlaces('v')} and not exists (select 1 from signatures.pub_returned r where ${isItsReturn(KIND, 'v')})
     order by v.occurred_at, v.id limit ${LISTED}`,
    [JSON.stringify(places)],
  );
  const items = rows.map((row) => ({
    ...queueLine(KIND, row, called(row)),
    ...waited(instantOf(row.occurred_at), act.now),
    dueAt: null,
    standing: row.was_signed ? ('changed-since' as const) : ('waiting' as const),
  }));
  return { items, total: rows[0]?.total ?? 0 };
}

function called(row: Row) {
  return { title: row.name, on: row.actual_date };
}

async function returnedSources(act: Act): Promise<ReturnedItem[]> {
  const { rows } = await act.tx.$client.query<ReturnedRow & Row>(
    `select ${COLUMNS}, r.reason, r.returned_by_name, r.returned_at
       ${FROM} join signatures.pub_returned r on ${isItsReturn(KIND, 'v')} ${WAITS}
     order by r.returned_at desc limit ${LISTED}`,
  );
  return rows
    .filter((row) => may(act.actor, visitSource.viewPermission, { siteId: row.site_id, studyId: row.study_id }))
    .map((row) => returnedLine(KIND, row, called(row)));
}
