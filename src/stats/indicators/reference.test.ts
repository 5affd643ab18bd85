// The indicators against gsm.core and R: the shared reference scores, and gsm.core's own sample from raw rows to results.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import {
  benjaminiHochberg,
  comparable,
  devianceResidual,
  fisherP,
  fitRatePrior,
  flagged,
  gammaPoissonTails,
  type GroupCount,
  groupCounts,
  indicated,
  kaplanMeier,
  type Metric,
  type MetricKind,
  type Minimum,
  normalJudgement,
  normalScores,
  type Occurrence,
  poissonJudgement,
  probabilityOfLagOver,
  shrunkRate,
  type Subject,
  subjectCounts,
  summarised,
  thresholdsOf,
} from './index.ts';

const shared = process.env.SITEWARD_TEST_DATA ?? '../shared/data';
const reference = join(shared, 'reference');
const gsm = join(shared, 'rbqm-gsm-core');

type Row = Record<string, string>;

function rows(folder: string, name: string): Row[] {
  const bytes = readFileSync(join(folder, name));
  return parse<Row>(name.endsWith('.gz') ? gunzipSync(bytes) : bytes, { columns: true });
}

const isBlank = (cell: string | undefined) => cell === undefined || cell === '' || cell === 'NA';
const numberOf = (cell: string | undefined) => (isBlank(cell) ? null : Number(cell));

/** What differs by more than allowed, or is told on one side only: an empty list says most when it fails. */
function misses(pairs: readonly (readonly [string, number | null, number | null])[], allowed = 1e-9) {
  expect(pairs.length).toBeGreaterThan(1);
  return pairs.filter(([, got, wanted]) =>
    got === null || wanted === null ? got !== wanted : got !== wanted && !(Math.abs(got - wanted) <= allowed),
  );
}

describe.skipIf(!existsSync(join(reference, 'b_expected.json')))('500 sites scored by gsm.core 1.1.3 in R 4.2.2', () => {
  const load = () => ({
    counts: rows(reference, 'b_site_counts.csv'),
    scores: rows(reference, 'b_expected_scores.csv'),
    wanted: JSON.parse(readFileSync(join(reference, 'b_expected.json'), 'utf8')) as Record<string, any>,
  });
  const groupsOf = (counts: Row[], numerator: string, denominator: string) =>
    counts.map((row): GroupCount => ({ groupId: row.GroupID!, numerator: Number(row[numerator]), denominator: Number(row[denominator]) }));
  const compare = (got: readonly (number | null)[], scores: Row[], column: string, allowed?: number) =>
    misses(
      scores.map((row, at) => [row.GroupID!, got[at] ?? null, numberOf(row[column])] as const),
      allowed,
    );

  it('the normal approximation agrees to 1e-9 with every flag, for rates and for proportions', () => {
    const { counts, scores, wanted } = load();
    for (const [kind, numerator, denominator] of [
      ['rate', 'ae', 'exposure_days'],
      ['proportion', 'screenfail', 'patients'],
    ] as const) {
      const name = kind === 'rate' ? 'rate' : 'binary';
      const groups = groupsOf(counts, numerator, denominator);
      const judgement = normalJudgement(groups, kind);
      expect(judgement.mu).toBeCloseTo(wanted[`overall_${name}`], 12);
      expect(judgement.phi).toBeCloseTo(wanted[`phi_${name}`], 9);
      const judged = flagged(groups, judgement, thresholdsOf(wanted[`thresholds_${name}`]), {
        of: 'denominator',
        least: wanted[`accrual_${name}`],
      });
      expect(compare(judgement.scores, scores, `z_${name}`)).toEqual([]);
      expect(
        compare(
          judged.map(({ flag }) => flag),
          scores,
          `flag_${name}`,
          0,
        ),
      ).toEqual([]);
    }
  });

  it('deviance residuals agree with the true offset', () => {
    const { counts, scores, wanted } = load();
    const groups = groupsOf(counts, 'ae', 'exposure_days');
    const judgement = poissonJudgement(groups);
    expect(Math.log(judgement.mu)).toBeCloseTo(wanted.poisson_intercept_true_offset, 10);
    expect(compare(judgement.scores, scores, 'poisson_devres_true_offset')).toEqual([]);
    for (const { groupId, denominator } of groups.slice(0, 50))
      expect(devianceResidual(judgement.limitAt(2, denominator) ?? 0, judgement.mu * denominator), groupId).toBeCloseTo(2, 6);
  });

  it("Fisher's p and its adjustment agree to 1e-9", () => {
    const { counts, scores } = load();
    const groups = groupsOf(counts, 'screenfail', 'patients');
    const allMarked = groups.reduce((sum, { numerator }) => sum + numerator, 0);
    const all = groups.reduce((sum, { denominator }) => sum + denominator, 0);
    const tables = groups.map(({ numerator, denominator }) => ({ marked: numerator, drawn: denominator, allMarked, all }));
    const p = tables.map(fisherP);
    expect(compare(p, scores, 'fisher_p')).toEqual([]);
    expect(compare(benjaminiHochberg(p), scores, 'bh_fisher')).toEqual([]);
  });

  it('shrunk rates, exceedance and the negative binomial tail agree', () => {
    const { counts, scores, wanted } = load();
    const groups = groupsOf(counts, 'ae', 'exposure_days');
    const prior = fitRatePrior(groups);
    // R's nlm stops at about six digits; the tails are compared at its parameters.
    expect(Math.abs(prior.alpha / wanted.eb_alpha - 1)).toBeLessThan(1e-6);
    expect(Math.abs(prior.beta / wanted.eb_beta - 1)).toBeLessThan(1e-6);
    const theirs = { alpha: wanted.eb_alpha, beta: wanted.eb_beta };
    const shrunk = groups.map((group) => shrunkRate(group, theirs));
    expect(
      compare(
        shrunk.map(({ mean }) => mean),
        scores,
        'eb_mean',
      ),
    ).toEqual([]);
    expect(
      compare(
        shrunk.map(({ above }) => above),
        scores,
        'eb_p_rate_above_mean',
      ),
    ).toEqual([]);
    const upper = groups.map(({ numerator, denominator }) => {
      const { at, above } = gammaPoissonTails(numerator, (theirs.alpha / theirs.beta) * denominator, theirs.alpha);
      return at + above;
    });
    expect(compare(upper, scores, 'nb_upper_p')).toEqual([]);
  });
});

describe.skipIf(!existsSync(join(gsm, 'reportingResults.csv')))("gsm.core's own sample study", () => {
  type Definition = Pick<Metric, 'kind' | 'method' | 'thresholds' | 'minimum'>;

  // Their metric definitions as data, read from their table.
  function definitions(): Map<string, Definition> {
    return new Map(
      rows(gsm, 'reportingMetrics.csv').map((row) => {
        const kind: MetricKind = row.AnalysisType === 'binary' ? 'proportion' : (row.AnalysisType as MetricKind);
        const cuts = row.Threshold!.split(',').map(Number);
        const own = thresholdsOf(cuts);
        // The compliance rate is noticeable when low: two cuts and the flags -2, -1, 0.
        const thresholds = kind === 'identity' ? { cuts: own.cuts, flags: row.Flag!.split(',').map(Number) } : own;
        const minimum: Minimum = { of: row.AccrualMetric!.toLowerCase() as Minimum['of'], least: Number(row.AccrualThreshold) };
        return [row.MetricID!, { kind, method: 'gsm', thresholds, minimum }];
      }),
    );
  }

  const subjectsOf = (rowsOf: Row[], id: string): Subject[] => rowsOf.map((row) => ({ subjectId: row[id]!, groupId: row.invid! }));
  const occurrences = (rowsOf: Row[], id: string, amount?: string): Occurrence[] =>
    rowsOf.map((row) => (amount ? { subjectId: row[id]!, amount: numberOf(row[amount]) } : { subjectId: row[id]! }));
  const enrolled = () => rows(gsm, 'Raw_SUBJ.csv').filter((row) => row.enrollyn === 'Y');

  it('adverse events go from raw rows through the published input to the published summary', () => {
    const subjects = enrolled();
    const input = subjectCounts(
      subjectsOf(subjects, 'subjid'),
      occurrences(rows(gsm, 'Raw_AE.csv'), 'subjid'),
      occurrences(subjects, 'subjid', 'timeonstudy'),
    );
    const published = rows(gsm, 'analyticsInput.csv').map((row) => [
      row.SubjectID,
      row.GroupID,
      Number(row.Numerator),
      Number(row.Denominator),
    ]);
    expect(input.map((row) => [row.subjectId, row.groupId, row.numerator, row.denominator]).sort()).toEqual(published.sort());
    const { groups } = indicated(groupCounts(input), definitions().get('Analysis_kri0001')!);
    const summary = summarised(groups.filter(({ hidden }) => hidden !== 'no-denominator'));
    const wanted = rows(gsm, 'analyticsSummary.csv');
    expect(summary.map(({ flag }) => flag)).toEqual(wanted.map((row) => numberOf(row.Flag)));
    const byGroup = new Map(summary.map((one) => [one.groupId, one]));
    expect(misses(wanted.map((row) => [row.GroupID!, byGroup.get(row.GroupID!)?.score ?? null, numberOf(row.Score)]))).toEqual([]);
  });

  type Input = readonly [who: Subject[], numerator: Occurrence[], denominator: Occurrence[]];

  // The published workflows' selections, for the raw tables that come with the sample.
  function rawInputs(): Record<string, Input> {
    const subjects = enrolled();
    const people = subjectsOf(subjects, 'subjid');
    const days = occurrences(subjects, 'subjid', 'timeonstudy');
    const each = occurrences(subjects, 'subjid');
    const screened = rows(gsm, 'Raw_ENROLL.csv');
    const where = (name: string, column: string, value: string, id = 'subjid') =>
      occurrences(
        rows(gsm, name).filter((row) => row[column] === value),
        id,
      );
    // Upstream the samples are joined with the visits by participant and folder: each counts once for every visit of that name.
    const visits = new Map<string, number>();
    for (const { subjid, foldername } of rows(gsm, 'Raw_VISIT.csv.gz'))
      visits.set(`${subjid} ${foldername}`, (visits.get(`${subjid} ${foldername}`) ?? 0) + 1);
    const samples = rows(gsm, 'Raw_PK.csv.gz').map(({ subjid, foldername, pkperf }) => {
      return { subjectId: subjid!, amount: visits.get(`${subjid} ${foldername}`) ?? 0, isTaken: pkperf === 'Yes' };
    });
    const stopped = new Set(where('Raw_SDRGCOMP.csv', 'sdrgyn', 'N').map(({ subjectId }) => subjectId));
    return {
      kri0001: [people, occurrences(rows(gsm, 'Raw_AE.csv'), 'subjid'), days],
      kri0002: [people, where('Raw_AE.csv', 'aeser', 'Y'), days],
      kri0003: [people, where('Raw_PD.csv', 'deemedimportant', 'No', 'subjectenrollmentnumber'), days],
      kri0004: [people, where('Raw_PD.csv', 'deemedimportant', 'Yes', 'subjectenrollmentnumber'), days],
      kri0006: [people, where('Raw_STUDCOMP.csv', 'compyn', 'N'), each],
      kri0007: [people, [...stopped].map((subjectId) => ({ subjectId })), each],
      kri0012: [
        subjectsOf(screened, 'subjectid'),
        where('Raw_ENROLL.csv', 'enrollyn', 'N', 'subjectid'),
        occurrences(screened, 'subjectid'),
      ],
      kri0013: [people, samples.filter(({ isTaken }) => isTaken), samples],
    };
  }

  it('every indicator that has its raw table gives the published counts, scores and flags of the last snapshot', () => {
    const published = rows(gsm, 'reportingResults.csv').filter((row) => row.SnapshotDate === '2025-04-01');
    for (const [name, [who, above, below]] of Object.entries(rawInputs())) {
      const wanted = published.filter((row) => row.MetricID === `Analysis_${name}`);
      const { groups } = indicated(groupCounts(subjectCounts(who, above, below)), definitions().get(`Analysis_${name}`)!);
      const byGroup = new Map(groups.filter(({ hidden }) => hidden !== 'no-denominator').map((one) => [one.groupId, one]));
      expect(byGroup.size, name).toBe(wanted.length);
      const same = (column: string, of: 'numerator' | 'denominator' | 'score' | 'flag') =>
        expect(misses(wanted.map((row) => [row.GroupID!, byGroup.get(row.GroupID!)?.[of] ?? null, numberOf(row[column])])), name).toEqual(
          [],
        );
      same('Score', 'score');
      same('Flag', 'flag');
      same('Numerator', 'numerator');
      same('Denominator', 'denominator');
    }
  });

  it.each([
    ['reportingResults.csv', 39],
    ['reportingResults_country.csv', 39],
  ])('all 13 indicators x 3 snapshots of %s: every score to 1e-9, every flag the same', (file, expected) => {
    const metrics = definitions();
    const published = new Map<string, Row[]>();
    for (const row of rows(gsm, file)) {
      const key = `${row.MetricID!.replace('cou', 'kri')} ${row.SnapshotDate}`;
      published.set(key, [...(published.get(key) ?? []), row]);
    }
    expect(published.size).toBe(expected);
    for (const [key, wanted] of published) {
      const counts = wanted.map((row) => ({
        groupId: row.GroupID!,
        numerator: Number(row.Numerator),
        denominator: Number(row.Denominator),
      }));
      const { groups } = indicated(comparable(counts), metrics.get(key.split(' ')[0]!)!);
      const pairs = (of: 'score' | 'flag', column: string) =>
        wanted.map((row, at) => [row.GroupID!, groups[at]?.[of] ?? null, numberOf(row[column])] as const);
      expect(misses(pairs('score', 'Score')), key).toEqual([]);
      expect(misses(pairs('flag', 'Flag'), 0), key).toEqual([]);
    }
  });
});

describe.skipIf(!existsSync(join(reference, 'e_expected.json')))('waiting times against R survival', () => {
  it('the curve, its Greenwood errors, log intervals and median agree', () => {
    const wanted = JSON.parse(readFileSync(join(reference, 'e_expected.json'), 'utf8')) as { km: Record<string, number[]>; median: number };
    const waitings = rows(reference, 'e_invoices.csv').map((row) => ({ duration: Number(row.duration), ended: row.paid === '1' }));
    const { steps, median } = kaplanMeier(waitings);
    expect(median).toBe(wanted.median);
    const at = (day: number) => steps.findLast(({ duration }) => duration <= day)!;
    const { time, surv, 'std.err': error, lower, upper } = wanted.km;
    for (const [index, day] of time!.entries()) {
      expect(at(day).survival, `day ${day}`).toBeCloseTo(surv![index]!, 12);
      expect(at(day).standardError, `day ${day}`).toBeCloseTo(error![index]!, 12);
      expect(at(day).interval?.low, `day ${day}`).toBeCloseTo(lower![index]!, 10);
      expect(at(day).interval?.high, `day ${day}`).toBeCloseTo(upper![index]!, 10);
    }
  });
});

describe.skipIf(!existsSync(join(shared, 'edc-operational')))('5,000 queries of a study, a fifth of them still open', () => {
  it('without the open ones the curve is their plain share, and with them no query is quicker than the closed alone make it seem', () => {
    const queries = rows(join(shared, 'edc-operational'), 'queries.csv').map((row) => ({
      duration: Number(row.qdays),
      ended: row.querystatus === 'Closed' || row.querystatus === 'Cancelled',
    }));
    const closed = queries.filter(({ ended }) => ended);
    expect([queries.length, closed.length]).toEqual([5_000, 3_731]);
    for (const days of [7, 30, 90, 180, 365]) {
      const share = closed.filter(({ duration }) => duration > days).length / closed.length;
      expect(probabilityOfLagOver(days, closed)?.probability).toBeCloseTo(share, 12);
      expect(probabilityOfLagOver(days, queries)?.low).toBeGreaterThan(share);
    }
    expect(kaplanMeier(queries).median).toBeGreaterThan(kaplanMeier(closed).median!);
  });
});

describe('the normal approximation where nothing can differ', () => {
  it('scores are 0 and never NaN when nothing happened, everything happened, or all rates are equal', () => {
    const at = (numerator: number, denominator: number) => ({ groupId: `${numerator}/${denominator}`, numerator, denominator });
    expect(normalScores([at(0, 10), at(0, 20)], 'rate')).toEqual({ mu: 0, phi: 0, scores: [0, 0] });
    expect(normalScores([at(10, 10), at(20, 20)], 'proportion').scores).toEqual([0, 0]);
    expect(normalScores([at(94, 1504), at(188, 3008)], 'rate').scores).toEqual([0, 0]);
  });
});
