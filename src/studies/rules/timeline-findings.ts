// What a person should look at in a timeline: days that are not settled, months, distances from the end of a visit.
import { elapsed } from './duration.ts';
import type { OffsetFault, Placement } from './offsets.ts';
import type { Finding, Timeline, Timing } from './protocol.ts';

const REASONS: Readonly<Record<OffsetFault, string>> = {
  'no-timing': 'no timing places it',
  'unknown-timing-type': 'its timing is neither before, after nor a fixed reference',
  'bad-duration': 'its timing holds no ISO 8601 duration',
  'dangling-timing': 'its timing refers to no instance of the file',
  'other-timeline': 'its timing refers to an instance of another timeline',
  'timing-cycle': 'its timing leads back to itself, as in a treatment cycle',
  'second-anchor': 'its timing is a second fixed reference of the timeline',
  'reference-unresolved': 'the instance its timing refers to has no day either',
};

function instanceFindings(timeline: Timeline, placed: ReadonlyMap<string, Placement>, path: string): Finding[] {
  return timeline.instances.flatMap((instance, at): Finding[] => {
    const placement = placed.get(instance.id);
    if (instance.kind === 'decision' || !placement?.fault || instance.stated?.timing) return [];
    const where = placement.timingIndex === null ? `${path}.instances[${at}]` : `${path}.timings[${placement.timingIndex}]`;
    return [
      { code: placement.fault, message: `"${instance.name}" in "${timeline.name}" has no day: ${REASONS[placement.fault]}.`, path: where },
    ];
  });
}

function windowFinding(timing: Timing, key: 'windowLower' | 'windowUpper', path: string): Finding[] {
  const value = timing[key];
  if (value === null) return [];
  const length = elapsed(value);
  if (!length)
    return [
      { code: 'bad-window', message: `The timing "${timing.name}" has a window that is no ISO 8601 duration.`, path: `${path}.${key}` },
    ];
  return length.calendar ? [calendarFinding(timing, `${path}.${key}`)] : [];
}

function calendarFinding(timing: Timing, path: string): Finding {
  return {
    code: 'calendar-duration',
    message: `The timing "${timing.name}" counts in months or years; shown as mean ones of 30.436875 days, dates follow the calendar.`,
    path,
  };
}

/** The findings of one timeline; `path` is where it stands in the file. */
export function timelineFindings(timeline: Timeline, placed: ReadonlyMap<string, Placement>, path: string): Finding[] {
  const found = instanceFindings(timeline, placed, path);
  timeline.timings.forEach((timing, at) => {
    const where = `${path}.timings[${at}]`;
    if (timing.type !== 'Fixed Reference' && timing.value !== null && elapsed(timing.value)?.calendar)
      found.push(calendarFinding(timing, `${where}.value`));
    found.push(...windowFinding(timing, 'windowLower', where), ...windowFinding(timing, 'windowUpper', where));
    if (timing.ends !== null && timing.ends !== 'Start to Start') {
      found.push({
        code: 'visit-length',
        message: `The timing "${timing.name}" measures ${timing.ends.toLowerCase()}; visits count as having no length.`,
        path: `${where}.relativeToFrom`,
      });
    }
  });
  return found;
}
