// What an adverse event must say of itself, and what follows its record.
import { Temporal } from '#lib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type EventContent, decideEvent } from './event.ts';
import { decideCausality, decideReport, decideResolution, isReportOutdated, reportedContent } from './steps.ts';
import { causalities, finalOutcomes, outcomes, seriousnessCriteria, severities } from './terms.ts';

const at = (text: string) => Temporal.Instant.from(text);
const place = { now: at('2026-04-14T21:20:00Z'), timeZone: 'America/Chicago' };
const event: EventContent = {
  term: ' Headache ',
  startedOn: '2026-04-12',
  endedOn: null,
  severity: 'mild',
  grade: null,
  serious: false,
  criteria: [],
  outcome: 'not-recovered',
  actionTaken: 'none',
  awareAt: at('2026-04-13T14:00:00Z'),
  seriousAwareAt: null,
};
const serious = { serious: true, criteria: ['hospitalisation'], seriousAwareAt: at('2026-04-13T14:00:00Z') } as const;
const death = { ...serious, criteria: ['death'], grade: 5, outcome: 'fatal', endedOn: '2026-04-13' } as const;
const refusalOf = (changes: Partial<EventContent>) => {
  const decided = decideEvent({ ...event, ...changes }, place);
  const { field } = decided.ok ? {} : (decided.detail as { field?: string });
  return decided.ok ? 'kept' : [decided.refusal, field].join(' ').trim();
};

describe('an adverse event', () => {
  it('is kept as told, its term without the space around it', () => {
    expect(decideEvent(event, place)).toEqual({ ok: true, value: { ...event, term: 'Headache' } });
  });

  it('[AE-01] needs an onset, and dates that a calendar has, that have come, and that do not run backwards', () => {
    expect(refusalOf({ startedOn: null })).toBe('onset-missing startedOn');
    expect(refusalOf({ startedOn: '2026-02-30' })).toBe('date-impossible startedOn');
    expect(refusalOf({ outcome: 'recovered', endedOn: 'soon' })).toBe('date-impossible endedOn');
    expect(refusalOf({ outcome: 'recovered', endedOn: '2026-04-11' })).toBe('end-before-onset endedOn');
    expect(refusalOf({ outcome: 'recovered', endedOn: '2026-03' })).toBe('end-before-onset endedOn');
    expect(refusalOf({ outcome: 'recovered', endedOn: '2026-04' })).toBe('kept');
    expect(refusalOf({ startedOn: '2026-04', outcome: 'recovered', endedOn: '2026' })).toBe('kept');
  });

  it('[AE-01] today is the site’s: the same instant is still 13 April in Honolulu and already 15 April in Auckland', () => {
    const told = { ...event, startedOn: '2026-04-15', awareAt: place.now };
    expect(decideEvent(told, { ...place, timeZone: 'Pacific/Auckland' }).ok).toBe(true);
    expect(decideEvent(told, place)).toMatchObject({ refusal: 'future-date', detail: { field: 'startedOn', today: '2026-04-14' } });
  });

  it('[AE-02] is serious exactly where it names a criterion', () => {
    expect(refusalOf(serious)).toBe('kept');
    expect(refusalOf({ ...serious, criteria: [] })).toBe('criteria-missing criteria');
    expect(refusalOf({ criteria: ['hospitalisation'] })).toBe('criteria-without-seriousness criteria');
    expect(refusalOf({ serious: null })).toBe('seriousness-missing serious');
    expect(refusalOf({ severity: null })).toBe('severity-missing severity');
    expect(refusalOf({ severity: null, grade: 2 })).toBe('kept');
  });

  it('[AE-02] a death is serious and fatal at once', () => {
    expect(refusalOf(death)).toBe('kept');
    expect(refusalOf({ ...death, criteria: ['life-threatening'] })).toBe('death-not-serious criteria');
    expect(refusalOf({ grade: 5 })).toBe('death-not-serious criteria');
    expect(refusalOf({ ...death, outcome: 'not-recovered', endedOn: null })).toBe('death-not-fatal outcome');
  });

  it('[AE-03] an outcome that ends it has its end, one that does not has none', () => {
    for (const outcome of outcomes) {
      const wanted = finalOutcomes.includes(outcome) ? 'end-missing endedOn' : 'kept';
      expect(refusalOf({ ...(outcome === 'fatal' ? { ...death } : {}), outcome, endedOn: null })).toBe(wanted);
    }
    expect(refusalOf({ outcome: 'recovering', endedOn: '2026-04-13' })).toBe('end-contradicts-outcome outcome');
    expect(refusalOf({ outcome: 'unknown', endedOn: '2026-04-13' })).toBe('kept');
  });

  it('[AE-04] the site knew of it not before it began and not ahead of now', () => {
    expect(refusalOf({ awareAt: null })).toBe('awareness-missing awareAt');
    expect(refusalOf({ ...serious, seriousAwareAt: null })).toBe('awareness-missing seriousAwareAt');
    expect(refusalOf({ awareAt: at('2026-04-14T21:20:01Z') })).toBe('awareness-ahead awareAt');
    expect(refusalOf({ ...serious, seriousAwareAt: at('2026-04-14T21:21:00Z') })).toBe('awareness-ahead seriousAwareAt');
    expect(refusalOf({ ...serious, seriousAwareAt: at('2026-04-13T13:59:00Z') })).toBe('seriousness-known-before-event seriousAwareAt');
    expect(refusalOf({ awareAt: at('2026-04-12T04:59:00Z') })).toBe('awareness-before-onset awareAt');
    expect(refusalOf({ awareAt: at('2026-04-12T05:00:00Z') })).toBe('kept');
  });

  it('[AE-02] whatever is told, what is kept has one ground per criterion and a clock exactly where it is serious', () => {
    const told = fc.record({
      serious: fc.option(fc.boolean()),
      criteria: fc.array(fc.constantFrom(...seriousnessCriteria), { maxLength: 4 }),
      severity: fc.option(fc.constantFrom(...severities)),
      grade: fc.option(fc.integer({ min: 1, max: 5 })),
      outcome: fc.option(fc.constantFrom(...outcomes)),
      endedOn: fc.option(fc.constantFrom('2026', '2026-04', '2026-04-13', '2026-04-11')),
      seriousAwareAt: fc.option(fc.constantFrom(at('2026-04-13T15:00:00Z'), at('2026-04-14T00:00:00Z'))),
    });
    fc.assert(
      fc.property(told, (changes) => {
        const decided = decideEvent({ ...event, ...changes }, place);
        if (!decided.ok) return;
        const { value } = decided;
        expect(value.serious).toBe(value.criteria.length > 0);
        expect(new Set(value.criteria).size).toBe(value.criteria.length);
        expect(value.seriousAwareAt !== null).toBe(value.serious);
        expect(value.criteria.includes('death')).toBe(value.outcome === 'fatal');
        // Deciding again what was decided changes nothing.
        expect(decideEvent(value, place)).toEqual(decided);
      }),
      { numRuns: 500 },
    );
  });
});

describe('after the record', () => {
  it('[AE-03] what is open is resolved once', () => {
    expect(decideResolution('not-recovered', 'recovered')).toEqual({ ok: true, value: 'recovered' });
    expect(decideResolution(null, 'recovered-with-sequelae').ok).toBe(true);
    expect(decideResolution('recovered', 'recovered')).toMatchObject({ refusal: 'already-resolved' });
    expect(decideResolution('unknown', 'recovering')).toMatchObject({ refusal: 'outcome-not-final' });
  });

  it('[AE-05] a first judgement needs no words, another one than before does', () => {
    for (const causality of causalities) expect(decideCausality(null, causality, null).ok).toBe(true);
    expect(decideCausality('possible', 'possible', null).ok).toBe(true);
    expect(decideCausality('possible', 'not-related', '  ')).toMatchObject({ refusal: 'reason-missing' });
    expect(decideCausality('possible', 'not-related', ' culture found a virus ')).toEqual({
      ok: true,
      value: { causality: 'not-related', reason: 'culture found a virus' },
    });
  });

  it('[AE-06] only a serious event is reported, not before it was known, not ahead, and in the order of the reports', () => {
    const known = { serious: true, seriousAwareAt: at('2026-04-13T14:00:00Z') };
    const sent = (sentAt: string, previous: string | null = null, of: Parameters<typeof decideReport>[0] = known) => {
      const decided = decideReport(of, at(sentAt), previous === null ? null : at(previous), place.now);
      return decided.ok ? 'kept' : decided.refusal;
    };
    expect(sent('2026-04-13T14:00:00Z')).toBe('kept');
    expect(sent('2026-04-13T13:59:59Z')).toBe('sent-before-aware');
    expect(sent('2026-04-14T21:20:01Z')).toBe('report-ahead');
    expect(sent('2026-04-13T15:00:00Z', '2026-04-13T16:00:00Z')).toBe('sent-before-previous');
    expect(sent('2026-04-13T15:00:00Z', null, { serious: false, seriousAwareAt: null })).toBe('not-serious');
  });

  it('[AE-06] a follow-up is due as soon as the event says something else than its report', () => {
    const reported = reportedContent({ ...event, causality: null });
    expect(isReportOutdated(reported, { ...event, causality: null })).toBe(false);
    expect(isReportOutdated(JSON.parse(JSON.stringify(reported)), { ...event, causality: null })).toBe(false);
    expect(isReportOutdated(reported, { ...event, causality: 'possible' })).toBe(true);
    expect(isReportOutdated(reported, { ...event, causality: null, endedOn: '2026-04-14' })).toBe(true);
  });
});
