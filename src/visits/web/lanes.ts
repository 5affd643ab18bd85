// The visits of a participant as a picture: one lane a visit, cycles as further bars in it, and the finding in words.
import { formatDateRange, type Lane, type LaneBar, type LaneMark } from '#ui';
import type { Visit } from './queries.ts';
import { standingOf, visitName, type Speaker } from './standing.ts';

function markOf(visit: Visit, speaker: Speaker): LaneMark[] {
  const standing = standingOf(visit, speaker);
  const label = speaker.say('lane.mark', { name: visitName(visit, speaker.say), standing: standing.text });
  if (visit.actualDate) return [{ on: visit.actualDate, label, tone: standing.tone === 'late' ? 'late' : 'good' }];
  if (visit.bookedFor && visit.standing !== 'off')
    return [{ on: visit.bookedFor, label, tone: visit.rebookNeeded ? 'attention' : 'neutral', planned: true }];
  return [];
}

function barOf(visit: Visit, { say }: Speaker): LaneBar[] {
  if (!visit.earliest || !visit.latest || visit.standing === 'off') return [];
  return [{ from: visit.earliest, to: visit.latest, label: visitName(visit, say), ...(visit.target ? { target: visit.target } : {}) }];
}

/** Lanes in the order of the visits; a visit without any date has none. */
export function lanesOf(visits: readonly Visit[], speaker: Speaker): readonly Lane[] {
  const lanes = new Map<string, { label: string; bars: LaneBar[]; marks: LaneMark[] }>();
  for (const visit of visits) {
    const bars = barOf(visit, speaker);
    const marks = markOf(visit, speaker);
    if (bars.length === 0 && marks.length === 0) continue;
    const key = visit.scheduled ? visit.key : visit.id;
    const lane = lanes.get(key) ?? { label: visit.name, bars: [], marks: [] };
    lanes.set(key, { label: lane.label, bars: [...lane.bars, ...bars], marks: [...lane.marks, ...marks] });
  }
  return [...lanes].map(([key, lane]) => ({ key, ...lane }));
}

/** What the picture shows, in one or two sentences: what is late, else what took place, and what is next. */
export function findingOf(visits: readonly Visit[], speaker: Speaker): string {
  const { say, language } = speaker;
  const late = visits.filter((visit) => visit.standing === 'late');
  const done = visits.filter((visit) => visit.standing === 'done').length;
  const next = visits.find((visit) => (visit.standing === 'due' || visit.standing === 'ahead') && visit.earliest && visit.latest);
  const names = late.map((visit) => visitName(visit, say)).join(', ');
  const first = late.length > 0 ? say('lane.late', { count: late.length, names }) : done > 0 ? say('lane.done', { count: done }) : '';
  const second =
    next?.earliest && next.latest
      ? say('lane.next', { name: visitName(next, say), window: formatDateRange(next.earliest, next.latest, { year: false, language }) })
      : '';
  return [first, second].filter((sentence) => sentence !== '').join(' ') || say('lane.nothing');
}
