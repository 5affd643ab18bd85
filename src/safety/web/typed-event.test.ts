// What is typed about an adverse event, on the wall of the site.
import { describe, expect, it } from 'vitest';
import { blankEvent, eventBody, eventFaults, instantOf, wallOf } from './typed-event.ts';

const austin = { now: '2026-04-14T21:20:00Z', timeZone: 'America/Chicago' };
const typed = { ...blankEvent(austin.now, austin.timeZone), term: 'Pneumonia', startedOn: '2026-04-13', severity: 'severe', serious: 'no' };

describe('an adverse event as typed', () => {
  it('[AE-04] begins with now on the wall of the site as the awareness', () => {
    expect([typed.awareDay, typed.awareTime]).toEqual(['2026-04-14', '16:20']);
    expect(eventBody(typed, austin.timeZone)?.awareAt).toBe('2026-04-14T21:20:00Z');
    expect(wallOf('2026-04-14T03:00:00Z', 'America/Bogota')).toEqual({ day: '2026-04-13', time: '22:00' });
  });

  it('[AE-02] says beside the field what is missing before anything is sent', () => {
    expect(eventFaults(typed, austin.timeZone, false)).toEqual({});
    expect(eventFaults(blankEvent(austin.now, austin.timeZone), austin.timeZone, false)).toEqual({
      term: 'need.term',
      startedOn: 'refusal.onset-missing',
    });
    expect(eventFaults({ ...typed, serious: 'yes' }, austin.timeZone, false)).toEqual({ criteria: 'refusal.criteria-missing' });
    expect(eventFaults({ ...typed, serious: '' }, austin.timeZone, false)).toEqual({ serious: 'refusal.seriousness-missing' });
    expect(eventFaults(typed, austin.timeZone, true)).toEqual({ reason: 'need.reason' });
  });

  it('[AE-04] leaves it to the server what lies ahead of now', () => {
    expect(eventFaults({ ...typed, startedOn: '2999-01-01', awareDay: '2999-01-01' }, austin.timeZone, false)).toEqual({});
  });

  it('[AE-04] a correction to serious asks when the site knew that', () => {
    const serious = { ...typed, serious: 'yes', criteria: ['hospitalisation'] as const, reason: 'admitted' };
    expect(eventFaults(serious, austin.timeZone, true)).toEqual({ seriousAwareAt: 'refusal.awareness-missing' });
    expect(eventFaults({ ...serious, seriousDay: '2026-04-14', seriousTime: '16:20' }, austin.timeZone, true)).toEqual({});
  });

  it('grounds of what is not serious any more are not sent', () => {
    expect(eventBody({ ...typed, criteria: ['hospitalisation'] }, austin.timeZone)?.criteria).toEqual([]);
  });

  it('a day or time that is not there has no instant', () => {
    expect(instantOf('', '10:00', 'UTC')).toBeNull();
    expect(instantOf('2026-02-30', '10:00', 'UTC')).toBeNull();
    expect(instantOf('2026-02-28', '', 'UTC')).toBeNull();
  });
});
