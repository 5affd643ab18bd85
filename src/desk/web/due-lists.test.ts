// The day's work of a coordinator over all their sites.
import { describe, expect, it } from 'vitest';
import { dayWork } from './due-lists.ts';
import type { DueVisit } from './queries.ts';

const visit = (subjectNumber: string, standing: DueVisit['standing'], latest: string | null, rebookNeeded = false): DueVisit =>
  ({ visitId: `${subjectNumber} ${standing}`, subjectNumber, standing, latest, rebookNeeded, name: 'Week 4', cycle: 1 }) as DueVisit;
const site = (number: string) => ({ number, site: { id: number, name: 'Austin' }, study: { id: 's', code: 'NLX-301', name: 'NLX-301' } });

describe('the work of a day', () => {
  it('puts the longest late first and leaves nothing out', () => {
    const visits = [
      visit('101-002', 'late', '2026-04-11'),
      visit('101-007', 'late', '2026-04-10'),
      visit('101-003', 'due', '2026-04-15'),
      visit('101-004', 'open', null),
      visit('101-005', 'ahead', '2026-04-20'),
    ];
    const work = dayWork([{ studySite: site('101'), today: '2026-04-13', visits }]);
    expect(work.late.map((row) => row.subjectNumber)).toEqual(['101-007', '101-002']);
    expect(work.due.map((row) => row.subjectNumber)).toEqual(['101-003', '101-004']);
    expect(work.ahead.map((row) => row.subjectNumber)).toEqual(['101-005']);
    expect(work.late[0]).not.toHaveProperty('place');
  });
  it('[BR-04] a booking that has to move is work for now, however far ahead', () => {
    expect(
      dayWork([{ studySite: site('101'), today: '2026-04-13', visits: [visit('101-001', 'ahead', '2026-05-08', true)] }]).due,
    ).toHaveLength(1);
  });
  it("names the site only where there are several, and keeps each site's own today", () => {
    const work = dayWork([
      { studySite: site('101'), today: '2026-04-13', visits: [visit('101-001', 'late', '2026-04-10')] },
      { studySite: site('201'), today: '2026-04-14', visits: [visit('201-001', 'late', '2026-04-09')] },
    ]);
    expect(work.late.map((row) => [row.place, row.today])).toEqual([
      ['NLX-301, 201 Austin', '2026-04-14'],
      ['NLX-301, 101 Austin', '2026-04-13'],
    ]);
  });
});
