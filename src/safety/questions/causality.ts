// The judgement of an adverse event's causality as it is signed by whoever judged it, and which events wait for it.
import { type Act, may } from '#access';
import { instantOf } from '#platform';
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
import { saeClock } from '../rules.ts';
import { type EventRow, loadEvent } from '../store.ts';

const KIND = 'safety.causality';
const LISTED = 200;

/** The causality of an adverse event, signed by the investigator who judged it. */
export const causalityJudgement: Signable = {
  kind: KIND,
  table: 'safety.adverse_event',
  permission: 'safety.judge',
  viewPermission: 'safety.view',
  meaning: 'authored',
  statement: { key: 'safety.causality.1', text: 'I have judged the causality of this adverse event myself, on the facts shown here.' },
  show: showJudgement,
  waiting: waitingJudgements,
  returned: returnedJudgements,
};

interface Beside {
  readonly study_code: string;
  readonly site_number: string;
  readonly time_zone: string;
  readonly subject_number: string;
}

async function showJudgement(act: Act, adverseEventId: string): Promise<Shown | null> {
  const row = await loadEvent(act.tx, adverseEventId);
  if (!row) return null;
  const { rows } = await act.tx.$client.query<Beside>(
    `select ss.study_code, ss.number as site_number, ss.time_zone, s.number as subject_number
     from studies.pub_study_site ss join subjects.pub_subject s on s.id = $2 where ss.id = $1`,
    [row.studySiteId, row.subjectId],
  );
  const [beside] = rows;
  if (!beside) return null;
  return {
    place: { siteId: row.siteId, studyId: row.studyId },
    version: row.version,
    title: row.term,
    timeZone: beside.time_zone,
    happenedOn: null,
    facts: factsOf(row, beside),
    rows: [],
    notReady: row.source === 'imported' ? 'imported' : row.causality === null ? 'not-judged' : null,
    keptBy: null,
    subjectId: row.subjectId,
    subjectNumber: beside.subject_number,
    onlyBy: row.judgedBy,
  };
}

function factsOf(row: EventRow, beside: Beside): Shown['facts'] {
  return [
    { name: 'study', value: beside.study_code },
    { name: 'site', value: beside.site_number },
    { name: 'subject', value: beside.subject_number },
    { name: 'event', value: row.term },
    { name: 'started', value: row.startedOn },
    { name: 'ended', value: row.endedOn },
    { name: 'severity', value: row.severity },
    { name: 'grade', value: row.grade === null ? null : String(row.grade) },
    { name: 'serious', value: row.serious === null ? null : row.serious ? 'yes' : 'no' },
    { name: 'criteria', value: row.criteria.length === 0 ? null : row.criteria.join(', ') },
    { name: 'outcome', value: row.outcome },
    { name: 'action-taken', value: row.actionTaken },
    { name: 'causality', value: row.causality },
    { name: 'causality-reason', value: row.causalityReason },
    { name: 'judged-by', value: row.judgedByName },
    { name: 'judged-at', value: row.judgedAt?.toString() ?? null },
  ];
}

interface Row {
  readonly term: string;
  readonly started_on: string | null;
  readonly created_at: string;
  readonly judged_at: string | null;
  readonly serious_aware_at: string | null;
  readonly reported: boolean;
  readonly was_signed: boolean;
  readonly total: number;
}

const FROM = `from safety.adverse_event e join studies.pub_study_site ss on ss.id = e.study_site_id join subjects.pub_subject b on b.id = e.subject_id
  left join signatures.pub_signed s on s.record_kind = '${KIND}' and s.record_id = e.id`;
const WAITS = `where e.source = 'program' and s.record_version is distinct from e.version`;
const COLUMNS = `e.id, e.version, e.site_id, e.study_id, e.subject_id, ss.study_code, ss.number as site_number, ss.time_zone, b.number as subject_number, e.term, e.started_on,
  e.created_at, e.judged_at, e.serious_aware_at, exists (select 1 from safety.sae_report r where r.adverse_event_id = e.id) as reported,
  s.record_version is not null as was_signed`;

// Not judged: every investigator's there. Judged: that of whoever judged it.
async function waitingJudgements(act: Act): Promise<{ items: QueueItem[]; total: number }> {
  const places = placesToSign(act.actor, causalityJudgement.permission);
  if (places.length === 0) return { items: [], total: 0 };
  const { rows } = await act.tx.$client.query<QueuedRow & Row>(
    `select ${COLUMNS}, count(*) over ()::int as total ${FROM} ${WAITS} and (e.judged_by is null or e.judged_by = $2)
       and ${inPlaces('e')} and not exists (select 1 from signatures.pub_returned r where ${isItsReturn(KIND, 'e')})
     order by e.serious desc, e.created_at, e.id limit ${LISTED}`,
    [JSON.stringify(places), act.actor.id],
  );
  return { items: rows.map((row) => itemOf(act, row)), total: rows[0]?.total ?? 0 };
}

function itemOf(act: Act, row: QueuedRow & Row): QueueItem {
  const isRunning = row.serious_aware_at !== null && !row.reported;
  return {
    ...queueLine(KIND, row, called(row)),
    ...waited(instantOf(row.judged_at ?? row.created_at), act.now),
    dueAt: isRunning && row.serious_aware_at !== null ? saeClock(instantOf(row.serious_aware_at), null, act.now).dueAt.toString() : null,
    standing: row.judged_at === null ? 'not-ready' : row.was_signed ? 'changed-since' : 'waiting',
  };
}

// A month or a year is no day: only a whole date stands beside the term.
function called({ term, started_on: on }: Row) {
  return { title: term, on: on !== null && on.length === 10 ? on : null };
}

async function returnedJudgements(act: Act): Promise<ReturnedItem[]> {
  const { rows } = await act.tx.$client.query<ReturnedRow & Row>(
    `select ${COLUMNS}, r.reason, r.returned_by_name, r.returned_at ${FROM} join signatures.pub_returned r on ${isItsReturn(KIND, 'e')}
     ${WAITS} order by r.returned_at desc limit ${LISTED}`,
  );
  return rows
    .filter((row) => may(act.actor, causalityJudgement.viewPermission, { siteId: row.site_id, studyId: row.study_id }))
    .map((row) => returnedLine(KIND, row, called(row)));
}
