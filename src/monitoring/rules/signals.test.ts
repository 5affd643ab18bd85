// Indicators and signals as rules: what is judged against what, what opens a signal, and how one is answered.
import { describe, expect, it } from 'vitest';
import { civilDate } from '#lib';
import { backTest } from './back-test.ts';
import { evaluateLook } from './evaluation.ts';
import type { Count, Figure } from './figures.ts';
import { indicatorOf, indicators } from './indicators.ts';
import { likelyOf } from './likely.ts';
import { nearestOf } from './nearest.ts';
import { type KnownSignal, signalOpenings } from './openings.ts';
import { type SignalRecord, decideSignal } from './signal.ts';
import { waitingOf } from './waiting.ts';

const outOfWindow = indicatorOf('out-of-window');
const events = indicatorOf('adverse-events');
/** Nine sites in two studies; in `B` visits outside their windows are four times as common as in `A`. */
const usual = (siteId: string): Count[] => [
  { siteId, studyId: 'A', personId: `${siteId}-1`, numerator: 4, denominator: 100 },
  { siteId, studyId: 'B', personId: `${siteId}-2`, numerator: 16, denominator: 100 },
];
const sites = ['s1', 's2', 's3', 's4', 's5', 's6', 's7', 's8', 's9'];
const network = sites.flatMap(usual);
const late: Count = { siteId: 'late', studyId: 'A', personId: 'p', numerator: 30, denominator: 100 };
const lookOf = (counts: readonly Count[], indicator = outOfWindow) => evaluateLook(new Map([[indicator, counts]]));
const figureOf = (look: ReturnType<typeof lookOf>, siteId: string, dimension = 'site'): Figure | undefined =>
  look.results.find((result) => result.dimension === dimension && result.group.siteId === siteId)?.figures['out-of-window'];
const day = civilDate('2026-06-30');

describe('judging', () => {
  it('[KRI-01] a site is judged against what its own studies lead one to expect, not against a network of other studies', () => {
    const onlyB: Count = { siteId: 'only-b', studyId: 'B', personId: null, numerator: 16, denominator: 100 };
    const look = lookOf([...network, onlyB, late]);
    const [inB, tooLate] = [figureOf(look, 'only-b'), figureOf(look, 'late')];
    expect(inB?.expected).toBeCloseTo(16);
    expect(Math.abs(inB?.score ?? 9)).toBeLessThan(1);
    expect(tooLate?.score).toBeGreaterThan(3);
    expect([inB?.flag, tooLate?.flag]).toEqual([0, 2]);
  });

  it('[KRI-01] a small group and a study without another site are not judged, and few groups judge nobody', () => {
    const small: Count = { siteId: 'small', studyId: 'A', personId: null, numerator: 9, denominator: 20 };
    const alone: Count = { siteId: 'alone', studyId: 'C', personId: null, numerator: 50, denominator: 100 };
    const look = lookOf([...network, small, alone]);
    expect(figureOf(look, 'small')).toMatchObject({ score: null, flag: null, numerator: 9 });
    expect(figureOf(look, 'alone')).toMatchObject({ score: null, flag: null });
    expect(figureOf(lookOf([...usual('s1'), ...usual('s2'), late]), 'late')?.score).toBeNull();
  });

  it('[KRI-01] studies at one site alone leave the scores of the others as they are', () => {
    const uneven = [...network, late, ...['u1', 'u2', 'u3'].map((siteId, at): Count => ({ ...late, siteId, numerator: 1 + 8 * at }))];
    const alone = ['x1', 'x2', 'x3', 'x4'].map((siteId): Count => ({ ...late, siteId, studyId: siteId, numerator: 40 }));
    expect(figureOf(lookOf([...uneven, ...alone]), 'late')?.score).toBe(figureOf(lookOf(uneven), 'late')?.score);
  });

  it('[KRI-02] telling too little is noticeable where that is what is watched for', () => {
    const days = sites.map((siteId): Count => ({ siteId, studyId: 'A', personId: null, numerator: 40, denominator: 4000 }));
    const silent: Count = { siteId: 'silent', studyId: 'A', personId: null, numerator: 1, denominator: 4000 };
    const look = lookOf([...days, silent], events);
    const found = look.results.find(({ group, dimension }) => group.siteId === 'silent' && dimension === 'site');
    expect(found?.figures['adverse-events']?.flag).toBe(-2);
    const [opening] = signalOpenings(look, [], day);
    expect(opening).toMatchObject({ direction: 'low', indicator: 'adverse-events', group: { siteId: 'silent' } });
  });

  it('[KRI-01] the same counts give the same bytes, and the funnel says at which count each cut is reached', () => {
    const [one, other] = [lookOf([...network, late]), lookOf([...network, late])];
    expect(JSON.stringify(one)).toBe(JSON.stringify(other));
    const whole = one.summary.comparisons.find(({ dimension }) => dimension === 'site');
    const widest = whole?.limits.at(-1);
    expect(whole).toMatchObject({ groups: 10, numerator: 210, denominator: 1900, high: 1 });
    expect((widest?.at[0] ?? 0) > (widest?.expected ?? 0)).toBe(true);
    expect((widest?.at[1] ?? 0) > (widest?.at[0] ?? 0)).toBe(true);
  });
});

describe('shares', () => {
  const failures = indicatorOf('screen-failures');
  const screened = (siteId: string, studyId: string, numerator: number, denominator: number): Count => ({
    siteId,
    studyId,
    personId: null,
    numerator,
    denominator,
  });
  const half = sites.map((siteId, at) => screened(siteId, 'A', 23 + (at % 5), 50));
  const siteFigure = (counts: readonly Count[], siteId: string) =>
    lookOf(counts, failures).results.find(({ group, dimension }) => dimension === 'site' && group.siteId === siteId)?.figures[
      'screen-failures'
    ];

  it('[K04, KRI-01] so many out of so many is judged as a share, and only what may happen several times as a count', () => {
    expect(indicators.filter(({ kind }) => kind === 'proportion').map(({ key }) => key)).toEqual([
      'out-of-window',
      'missed-visits',
      'screen-failures',
      'late-entry',
    ]);
  });

  it('[K04, KRI-01] where half fail at screening, a site at which four of five fail stands out, though as a count it would not', () => {
    const figure = siteFigure([...half, screened('strict', 'A', 40, 50)], 'strict');
    expect(figure?.flag).toBe(2);
    expect(figure?.q).toBeLessThan(0.01);
    const asCount = Math.sqrt(4 * 40) - Math.sqrt(4 * (figure?.expected ?? 0));
    expect(asCount).toBeLessThan(3);
  });

  it('[K04, KRI-01] a share is judged beside the shares of its own studies', () => {
    const rare = sites.map((siteId, at) => screened(siteId, 'B', 3 + (at % 3), 50));
    expect(siteFigure([...half, ...rare, screened('only-a', 'A', 25, 50)], 'only-a')?.flag).toBe(0);
    expect(siteFigure([...half, ...rare, screened('only-b', 'B', 25, 50)], 'only-b')?.flag).toBe(2);
  });

  it('[K04] of a small place the likely rate lies nearer to what is usual than what it shows, and its interval is wide', () => {
    const counts = [...half, screened('small', 'A', 5, 6), screened('large', 'A', 160, 200)];
    const look = lookOf(counts, failures);
    const prior = look.summary.comparisons.find(({ dimension }) => dimension === 'site')?.prior ?? null;
    const likely = (siteId: string) => {
      const figure = look.results.find(({ group, dimension }) => dimension === 'site' && group.siteId === siteId)?.figures[
        'screen-failures'
      ];
      return figure ? likelyOf(figure, prior) : null;
    };
    const [small, large] = [likely('small'), likely('large')];
    expect([(small?.mean ?? 0) > 0.55, (small?.mean ?? 1) < 0.75, (small?.high ?? 1) < 1]).toEqual([true, true, true]);
    expect(large?.mean).toBeCloseTo(0.78, 1);
    expect((small?.high ?? 0) - (small?.low ?? 0)).toBeGreaterThan(2 * ((large?.high ?? 0) - (large?.low ?? 0)));
  });

  it('[K04] of a rate the likely one is that of the place by what its studies lead one to expect', () => {
    const days = sites.map((siteId, at): Count => ({ siteId, studyId: 'A', personId: null, numerator: 30 + 4 * at, denominator: 4000 }));
    const short: Count = { siteId: 'short', studyId: 'A', personId: null, numerator: 0, denominator: 400 };
    const look = lookOf([...days, short], events);
    const prior = look.summary.comparisons.find(({ dimension }) => dimension === 'site')?.prior ?? null;
    const figure = look.results.find(({ group, dimension }) => dimension === 'site' && group.siteId === 'short')?.figures['adverse-events'];
    const likely = figure ? likelyOf(figure, prior) : null;
    expect([(likely?.mean ?? 0) > 0.004, (likely?.mean ?? 1) < 0.0115, likely?.above !== undefined && likely.above < 0.2]).toEqual([
      true,
      true,
      true,
    ]);
    expect(likelyOf({ numerator: 0, denominator: 10, expected: 0 }, prior)).toBeNull();
  });
});

describe('opening signals', () => {
  const look = lookOf([...network, late]);
  const known = (more: Partial<KnownSignal>): KnownSignal => ({
    indicator: 'out-of-window',
    dimension: 'site',
    siteId: 'late',
    studyId: null,
    direction: 'high',
    state: 'new',
    flag: 2,
    closedOn: null,
    ...more,
  });

  it('[KRI-03] one cause is one signal: the site, and not each of its studies as well', () => {
    expect(signalOpenings(look, [], day).map(({ dimension, group }) => [dimension, group.siteId])).toEqual([['site', 'late']]);
  });

  it('[KRI-03] nothing is opened while one is open, nor within 90 days of its answer unless the group moves further out', () => {
    expect(signalOpenings(look, [known({})], day)).toEqual([]);
    const closed = (on: string, flag = 2) => known({ state: 'closed', closedOn: civilDate(on), flag });
    expect(signalOpenings(look, [closed('2026-06-01')], day)).toEqual([]);
    expect(signalOpenings(look, [closed('2026-04-01')], day)).toHaveLength(1);
    expect(signalOpenings(look, [closed('2026-06-01', 1)], day)).toHaveLength(1);
    expect(signalOpenings(look, [known({ direction: 'low' }), known({ siteId: 's1' })], day)).toHaveLength(1);
  });

  it('[KRI-03] the same flag among many groups without a cause opens nothing: chance is taken off by the false-discovery rate', () => {
    const noisy = Array.from({ length: 60 }, (_, at): Count => {
      const numerator = at === 0 ? 10 : 4;
      return { siteId: `n${at}`, studyId: 'A', personId: null, numerator, denominator: 100 };
    });
    const chance = lookOf(noisy);
    expect(figureOf(chance, 'n0')?.flag).toBe(1);
    expect(signalOpenings(chance, [], day)).toEqual([]);
  });
});

describe('answering a signal', () => {
  const fresh: SignalRecord = { state: 'new', ownerId: null, outcome: null, comment: null };
  const stateAfter = (signal: SignalRecord, step: Parameters<typeof decideSignal>[1], actor = 'quentin') => {
    const decided = decideSignal(signal, step, actor);
    return decided.ok ? decided.value : decided.refusal;
  };

  it('[KRI-04] whoever takes it owns it, somebody else may take it over, and it is taken once', () => {
    const taken = stateAfter(fresh, { to: 'being-looked-at' }) as SignalRecord;
    expect(taken).toMatchObject({ state: 'being-looked-at', ownerId: 'quentin' });
    expect(stateAfter(taken, { to: 'being-looked-at' })).toBe('already-yours');
    expect(stateAfter(taken, { to: 'being-looked-at' }, 'dana')).toMatchObject({ ownerId: 'dana' });
  });

  it('[KRI-04] it is explained with a sentence and closed with an outcome, in this order', () => {
    const taken = stateAfter(fresh, { to: 'being-looked-at' }) as SignalRecord;
    expect(stateAfter(fresh, { to: 'closed', outcome: 'false-alarm' })).toBe('transition-not-allowed');
    expect(stateAfter(taken, { to: 'explained', comment: '  ' })).toBe('comment-missing');
    const explained = stateAfter(taken, { to: 'explained', comment: 'a new scanner' }) as SignalRecord;
    expect(stateAfter(explained, { to: 'closed' })).toBe('outcome-missing');
    expect(stateAfter(explained, { to: 'closed', outcome: 'known-reason' })).toEqual({
      state: 'closed',
      ownerId: 'quentin',
      outcome: 'known-reason',
      comment: 'a new scanner',
    });
  });
});

describe('between looks', () => {
  it('[KRI-05] waiting counts what still waits', () => {
    const ended = [1, 1, 2, 2].map((duration) => ({ duration, ended: true }));
    const open = [20, 30, 40, 50, 60].map((duration) => ({ duration, ended: false }));
    expect(waitingOf(ended)).toMatchObject({ medianDays: 1.5, open: 0, all: 4 });
    expect(waitingOf([...ended, ...open])).toMatchObject({ medianDays: null, open: 5, all: 9, over: { days: 5, probability: 5 / 9 } });
    expect(waitingOf([])).toBeNull();
  });
});

describe('why a known problem was not found', () => {
  const figure = (numerator: number, denominator: number, score: number | null, flag: number | null): Figure => ({
    numerator,
    denominator,
    expected: 5,
    score,
    flag,
    q: score === null ? null : 0.4,
    drift: null,
  });
  const group = (siteId: string, studyId: string | null, deviations: Figure) => ({
    siteId,
    studyId,
    personId: null,
    figures: { deviations },
  });
  const problem = { siteId: 'x', studyId: 'A', indicators: ['deviations', 'withdrawals'] as const };

  it('[K01] the figure that came nearest says what it lacked: enough to judge by, a limit, or to be rarer than chance among so many', () => {
    const whole = group('x', null, figure(40, 400, 2.5, 1));
    const elsewhere = group('y', 'A', figure(90, 100, 9, 2));
    const judged = (own: Figure) => nearestOf(problem, [whole, elsewhere, group('x', 'A', own)]);
    expect(judged(figure(9, 20, null, null))).toMatchObject({ why: 'not-judged', indicator: 'deviations', figure: { numerator: 9 } });
    expect(judged(figure(9, 60, 1.4, 0))?.why).toBe('within-limits');
    expect(judged(figure(12, 60, 2.4, 1))?.why).toBe('not-sure');
    const drift = {
      direction: 'high',
      sum: 5,
      score: 2.7,
      q: 0.5,
      since: '2026-04-30',
      numerator: 7,
      denominator: 30,
      expected: 2,
    } as const;
    expect(judged({ ...figure(9, 60, 1.4, 0), drift })).toMatchObject({
      why: 'not-sure',
      foundBy: 'drift',
      since: '2026-04-30',
      figure: { numerator: 7 },
    });
    expect(judged({ ...figure(12, 60, 2.9, 1), drift })).toMatchObject({ foundBy: 'limit', figure: { numerator: 12 } });
    expect(nearestOf(problem, [whole, elsewhere])).toBeNull();
    expect(nearestOf({ ...problem, studyId: null }, [whole, group('x', 'A', figure(12, 60, 2.9, 1))])?.group.studyId).toBe('A');
  });
});

describe('how good signals are', () => {
  it('[KRI-06] a hit points at the place by an indicator that can show it; the rest are false alarms', () => {
    const problem = { siteId: 'x', studyId: 'A', indicators: ['deviations'] as const };
    const signal = (siteId: string, studyId: string | null, indicator: 'deviations' | 'withdrawals') => ({ siteId, studyId, indicator });
    const all = [
      signal('x', null, 'deviations'),
      signal('x', 'B', 'deviations'),
      signal('x', 'A', 'withdrawals'),
      signal('y', 'A', 'deviations'),
    ];
    const { hits, falseAlarms } = backTest([problem], all);
    expect(hits).toEqual([[all[0]]]);
    expect(falseAlarms).toEqual(all.slice(1));
  });
});
