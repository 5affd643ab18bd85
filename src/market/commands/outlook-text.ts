// The outlook as tables for people: whole dollars of a tenth of a million that add up, growth, intervals and what each share is.
import type { z } from 'zod';
import { table } from '#platform';
import { wholeParts } from '#stats';
import type { outlookAnswer } from '../contract/outlook-answer.ts';
import { outlookAxes } from '../rules.ts';

type Answer = z.infer<typeof outlookAnswer>;
type Row = NonNullable<Answer['margins']['area']>[number];

const percent = (share: number | null, digits = 1) => (share === null ? '-' : `${(100 * share).toFixed(digits)} %`);
const tenth = (value: number) => value.toFixed(1);
const range = ([lower, upper]: readonly [number, number]) => `${tenth(lower)} to ${tenth(upper)}`;

/** Values of one year in tenths of a million that add to the total's own. */
function tenths(rows: readonly Row[], total: number): ReadonlyMap<string, string> {
  const parts = wholeParts(
    rows.map(({ value }) => value),
    Math.round(10 * total),
  );
  return new Map(rows.map(({ key }, at) => [key, ((parts[at] ?? 0) / 10).toFixed(1)]));
}

function cut(axis: string, rows: readonly Row[], total: Answer['total']): string {
  const years = total.map(({ year }) => year);
  const last = years.at(-1);
  const shown = total.map(({ year, value }) =>
    tenths(
      rows.filter((row) => row.year === year),
      value,
    ),
  );
  const lines = rows
    .filter(({ year }) => year === last)
    .map((row) => [
      row.key,
      ...shown.map((values) => values.get(row.key)),
      percent(row.share),
      percent(row.cagr, 2),
      range(row.interval80),
      row.tag,
    ]);
  return table([[axis, ...years.map(String), `share ${last}`, 'growth a year', `80 % in ${last}`, 'tag'], ...lines]);
}

function comparison(rows: NonNullable<Answer['comparison']>, year: number | undefined): string {
  const lines = rows
    .filter((row) => row.year === year)
    .map(({ axis, key, values: [before, after] }) => [
      key ?? axis,
      before?.toFixed(1),
      after?.toFixed(1),
      before === null || before === undefined || after === null || after === undefined ? '-' : (after - before).toFixed(1),
    ]);
  return table([[`USD million, ${year}`, 'as it is', 'scenario', 'change'], ...lines]);
}

/** Everything that is told to a person. */
export function presentedOutlook(answer: Answer): string {
  const { total, cagr, margins, checks, tornado, conflicts, scenario, warnings, kernel, seed, inputSha256 } = answer;
  const last = total.at(-1)?.year;
  return [
    `The market in USD million${scenario ? `, scenario "${scenario.name}": ${scenario.reason}` : ''}`,
    '',
    table([
      ['year', 'total', '80 %', 'tag'],
      ...total.map(({ year, value, interval80, tag }) => [String(year), tenth(value), range(interval80), tag]),
    ]),
    `Growth a year: ${percent(cagr.published, 2)} published, ${percent(cagr.implied, 4)} from the first to the last total`,
    ...outlookAxes.flatMap((axis) => (margins[axis] ? ['', cut(axis, margins[axis], total)] : [])),
    ...(answer.comparison ? ['', comparison(answer.comparison, last)] : []),
    '',
    `What ${tornado.of.key} ${tornado.of.year} (${tenth(tornado.answer)}) depends on most, each at the ends of its 80 %`,
    table([
      ['assumption', 'from', 'to', 'answer from', 'to'],
      ...tornado.bars
        .slice(0, 8)
        .map(({ id, low, high, answerAtLow, answerAtHigh }) => [
          id,
          low.toPrecision(3),
          high.toPrecision(3),
          tenth(answerAtLow),
          tenth(answerAtHigh),
        ]),
    ]),
    '',
    ...checks.map(({ name, ok, detail }) => `${ok ? 'holds' : 'DOES NOT HOLD'}: ${name}. ${detail}`),
    ...conflicts.map(
      ({ quantity, year, values }) => `contradiction: ${quantity}${year === null ? '' : ` ${year}`}: ${values.join(' against ')}`,
    ),
    ...warnings.map(({ code, count, message }) => `warning ${code} (${count}): ${message}`),
    '',
    `${kernel}, seed ${seed}, input ${inputSha256.slice(0, 16)}`,
  ].join('\n');
}
