// Grids pasted from spreadsheets: layouts that people really have, and that no cell is lost without a word.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { schedule } from '../../../examples/nlx-301/story.ts';
import { draftFindings } from './draft-findings.ts';
import { pasteInto } from './paste-draft.ts';
import { readPastedGrid } from './pasted-grid.ts';
import { settledSchedule } from './planned-schedule.ts';
import { draftOf, scheduleOfDraft } from './schedule-draft.ts';

const grid = (rows: readonly string[]) =>
  rows
    .map((row) =>
      row
        .split('|')
        .map((cell) => cell.trim())
        .join('\t'),
    )
    .join('\n');
const nlx = grid([
  'Period     | Screening | Treatment     |        |        |                  | Follow-up',
  'Visit no.  | V1        | V2            | V3     | V4     | V5               | FU',
  'Visit      | Screening | Randomisation | Week 4 | Week 8 | End of treatment | Follow-up call',
  'Study day  | -28 to -1 | Day 1         | Day 29 | Day 57 | Day 85           | V5 +30 d',
  'Window     |           |               | ±3     | -3/+3  | ±7               | +5',
  'Safety     |           |               |        |        |                  |',
  'Vital signs| X         | X             | X      | X      | X                |',
  '12-lead ECG| X         |               |        |        | Xa               |',
  'Treatment  |           |               |        |        |                  |',
  'Study drug |           | ✓             | X      | x (pre-dose) |            | call',
]);
let count = 0;
const newId = () => `new-${++count}`;

describe('a pasted grid', () => {
  it('[A01] is understood with its periods, days, windows, groups and marks; what is not is said by its place', () => {
    const read = readPastedGrid(nlx) ?? expect.fail('a grid');
    expect(read.visits.map((visit) => [visit.key, visit.name, visit.when, visit.window, visit.epoch])).toEqual([
      ['V1', 'Screening', '-28 to -1', '', 'Screening'],
      ['V2', 'Randomisation', 'Day 1', '', 'Treatment'],
      ['V3', 'Week 4', 'Day 29', '±3', 'Treatment'],
      ['V4', 'Week 8', 'Day 57', '-3/+3', 'Treatment'],
      ['V5', 'End of treatment', 'Day 85', '±7', 'Treatment'],
      ['FU', 'Follow-up call', 'V5 +30 d', '+5', 'Follow-up'],
    ]);
    expect(read.activities).toEqual([
      { name: 'Vital signs', group: 'Safety', visits: [0, 1, 2, 3, 4] },
      { name: '12-lead ECG', group: 'Safety', visits: [0, 4] },
      { name: 'Study drug', group: 'Treatment', visits: [1, 2, 3] },
    ]);
    expect(read.remarks.map(({ code, row, column, text }) => [code, row, column, text])).toEqual([
      ['note-dropped', 8, 6, 'Xa'],
      ['note-dropped', 10, 5, 'x (pre-dose)'],
      ['not-understood', 10, 7, 'call'],
    ]);
  });

  it('[A01] becomes a draft with the timings of NLX-301', () => {
    const draft = pasteInto(draftOf({ visits: [] }), readPastedGrid(nlx) ?? expect.fail('a grid'), 'replace', newId);
    expect(draftFindings(draft).filter((finding) => finding.level !== 'look')).toEqual([]);
    const timings = (visits: readonly { key: string; timing: unknown }[]) => visits.map(({ key, timing }) => [key, timing]).slice(0, 5);
    expect(timings(settledSchedule(scheduleOfDraft(draft).schedule).visits)).toEqual(timings(settledSchedule(schedule).visits));
    expect(draft.epochs.map((epoch) => epoch.name)).toEqual(['Screening', 'Treatment', 'Follow-up']);
  });

  it('[A01] without labels is understood by what the cells look like', () => {
    const bare = grid(['|Screening|Baseline|Week 4', '|D-14|D1|D29', '||±0|±3 d', 'ECG|x||x']);
    expect(readPastedGrid(bare)).toMatchObject({
      visits: [
        { name: 'Screening', when: 'D-14' },
        { name: 'Baseline', when: 'D1' },
        { name: 'Week 4', when: 'D29', window: '±3 d' },
      ],
      activities: [{ name: 'ECG', visits: [0, 2] }],
      remarks: [],
    });
  });

  it('[A01] with visits in rows is turned, and says so', () => {
    const rows = grid(['Visit|Day|Window|ECG', 'Baseline|1||X', 'Week 4|29 ±3||X']);
    const read = readPastedGrid(rows);
    expect(read?.visits).toMatchObject([
      { name: 'Baseline', when: '1' },
      { name: 'Week 4', when: '29', window: '±3' },
    ]);
    expect(read?.activities).toEqual([{ name: 'ECG', group: null, visits: [0, 1] }]);
    expect(read?.remarks.map((remark) => remark.code)).toEqual(['turned']);
  });

  it('[BR-01] a table that counts from Day 0 is read as elapsed days, each said', () => {
    const read = readPastedGrid(grid(['Visit|Base|Second', 'Day|0|28', 'ECG|X|X']));
    expect(read?.visits.map((visit) => visit.when)).toEqual(['Day 1', '+28 d']);
    expect(read?.remarks.map((remark) => remark.code)).toEqual(['counts-from-zero', 'counts-from-zero']);
  });

  it('[A01] added to a draft, it writes over the visit of its key and keeps the others', () => {
    const read =
      readPastedGrid(grid(['Visit no.|V3|V9', 'Visit|Week 4 visit|Extra', 'Day|Day 30|Day 99', 'New thing|X|X'])) ?? expect.fail('a grid');
    const draft = pasteInto(draftOf(schedule), read, 'add', newId);
    expect(draft.visits.map((visit) => visit.key)).toEqual(['V1', 'V2', 'V3', 'V4', 'V5', 'FU', 'V9']);
    expect(draft.visits[2]).toMatchObject({ name: 'Week 4 visit', when: 'D30', marks: { 'vital-signs': null, 'new-thing': null } });
  });

  it.each(['', 'hello', '\n\n\t\t\n'])('%j is no grid', (text) => {
    expect(readPastedGrid(text)).toBeNull();
  });

  it('[A01] no cell is lost: everything typed stands in the answer or in a remark', () => {
    const cell = fc.oneof(
      fc.constantFrom('X', '', '', 'Day 8', '±3', 'V2', 'n/a', 'x1', 'Screening'),
      fc.string({ unit: 'grapheme-ascii', maxLength: 12 }),
    );
    const text = fc.array(fc.array(cell, { minLength: 2, maxLength: 6 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(text, (rows) => {
        const typed = rows.map((row) => row.map((one) => one.replaceAll(/[\t\n"]/g, ' ').trim()));
        // A corner that is filled keeps first row and first column where they are; whatever stands in it names the table.
        const clean = typed.map((row, at) => (at === 0 ? [row[0] || 'Grid', ...row.slice(1)] : row));
        const read = readPastedGrid(clean.map((row) => row.join('\t')).join('\n'));
        if (!read || !clean.some((row) => row.length > 1)) return;
        const said = JSON.stringify(read);
        const isHeld = (one: string) =>
          one === '' || /^[xo✓y]$/i.test(one) || said.includes(JSON.stringify(one.replaceAll(/\s+/g, ' ')).slice(1, -1));
        for (const row of clean.slice(1))
          for (const one of row.slice(1)) if (/^(Day 8|±3|V2|Screening|x1)$/.test(one)) expect(isHeld(one), `${one} of ${said}`).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});
