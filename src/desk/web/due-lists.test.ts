// The day's work of a coordinator over all their sites.
import { describe, expect, it } from 'vitest';
import { dayWork } from './due-lists.ts';
import type { DueVisit } from './queries.ts';

const visit = (subjectNumber: string, standing: DueVisit['standing'], latest: string | null): DueVisit =>
  ({
    visitId: `${subjectNumber} ${standing}`,
    subjectNumber,
    standing,
    latest,
    name: 'Week 4',
    cycle: 1,
    studyCode: 'NLX-301',
    studySiteId: subjectNumber.slice(0, 3),
    siteNumber: subjectNumber.slice(0, 3),
    siteName: 'Austin',
    today: '2026-04-13',
  }) as DueVisit;

describe('the work of a day', () => {
  it('puts the longest late first and leaves nothing out', () => {
    const work = dayWork([
      visit('101-002', 'late', '2026-04-11'),
      visit('101-007', 'late', '2026-04-10'),
      visit('101-003', 'due', '2026-04-15'),
      visit('101-004', 'due', null),
      visit('101-005', 'ahead', '2026-04-20'),
    ]);
    expect(work.late.map((row) => row.subjectNumber)).toEqual(['101-007', '101-002']);
    expect(work.due.map((row) => row.subjectNumber)).toEqual(['101-003', '101-004']);
    expect(work.ahead.map((row) => row.subjectNumber)).toEqual(['101-005']);
    expect(work.late[0]).not.toHaveProperty('place');
  });
  it('begins with what is booked for the site’s today or under way', () => {
    const booked = { ...visit('101-004', 'late', '2026-04-09'), bookedFor: '2026-04-13' };
    const arrived = { ...visit('101-005', 'due', '2026-04-15'), state: 'arrived' as const };
    const work = dayWork([visit('101-003', 'due', '2026-04-14'), arrived, booked]);
    expect(work.booked.map((row) => row.subjectNumber)).toEqual(['101-004', '101-005']);
    expect([work.late.length, work.due.length]).toEqual([0, 1]);
  });
  it('names the study alone where all is at one site', () => {
    const other = { ...visit('701-001', 'late', '2026-04-09'), studyCode: 'ORB-207' };
    expect(dayWork([visit('101-001', 'late', '2026-04-10'), other]).late.map((row) => row.place)).toEqual(['ORB-207', 'NLX-301']);
  });
  it('names the site only where there are several', () => {
    const miami = { ...visit('201-001', 'late', '2026-04-09'), siteName: 'Miami' };
    const work = dayWork([visit('101-001', 'late', '2026-04-10'), miami]);
    expect(work.late.map((row) => row.place)).toEqual(['NLX-301, 201 Miami', 'NLX-301, 101 Austin']);
  });
});
