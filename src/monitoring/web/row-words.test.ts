// The rows behind an indicator in words: one day is one day, in either language.
import { describe, expect, it } from 'vitest';
import { english } from './indicator-words.en.ts';
import { rowDetail } from './row-words.ts';

const say = (key: string, values: { readonly count?: number } = {}) => {
  const words: Readonly<Record<string, unknown>> = english;
  const text = words[`${key}_${values.count === 1 ? 'one' : 'other'}`] ?? words[key];
  return String(text).replace('{{count}}', `${values.count}`);
};
const visit = (detail: string | null) => ({
  record: 'visit' as const,
  recordId: 'v',
  subjectId: 's',
  subjectNumber: '101-007',
  studyId: 'A',
  studyCode: 'BRZ-302',
  on: '2026-04-14',
  detail,
});

describe('the detail of a counted row', () => {
  it('[KRI-01] days outside the window and days to the record are told by their number', () => {
    const detail = (indicator: 'out-of-window' | 'late-entry', days: string | null) => rowDetail(indicator, visit(days), say, say);
    expect([detail('out-of-window', '-1'), detail('out-of-window', '3')]).toEqual(['1 day before the window', '3 days after the window']);
    expect([detail('late-entry', '9'), detail('late-entry', null)]).toEqual(['recorded after 9 days', 'not recorded yet']);
  });
});
