// When an imported trial is over.
import { civilDate } from '#lib';
import type { SubjectState } from '#subjects/rules';
import { describe, expect, it } from 'vitest';
import { isTrialOver } from './trial-over.ts';

const subject = (status: SubjectState, lastSign: string | null) => ({ status, lastSign: lastSign === null ? null : civilDate(lastSign) });
const over = (today: string, ...subjects: ReturnType<typeof subject>[]) => isTrialOver(subjects, civilDate(today));

describe('a trial taken over', () => {
  it('[IMPORT-09] is over where everybody has ended and the data were silent for 90 days', () => {
    const ended = [subject('completed', '2026-01-10'), subject('screen-failure', '2025-12-01'), subject('died', null)];
    expect(over('2026-04-10', ...ended)).toBe(false);
    expect(over('2026-04-11', ...ended)).toBe(true);
  });

  it('[IMPORT-09] is not over while one subject goes on, or where nothing is dated or nobody was ever in it', () => {
    expect(over('2026-04-11', subject('completed', '2020-01-10'), subject('follow-up', '2020-01-10'))).toBe(false);
    expect(over('2026-04-11', subject('treatment-discontinued', '2020-01-10'))).toBe(false);
    expect(over('2026-04-11', subject('withdrawn', null))).toBe(false);
    expect(over('2026-04-11')).toBe(false);
  });
});
