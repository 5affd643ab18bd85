// How the figures of a report came about: the model, what was counted, how well areas are read, what moves the answer, what was checked, limits.
import { areaAccuracy, type AreaAccuracy, shareOf } from './area-accuracy.ts';
import { firstYear, lastYear } from './outlook-frame.ts';
import type { Outlook, OutlookCheck } from './outlook-types.ts';
import { type Amounts, UNITS } from './report-amounts.ts';
import { assumptionName, valueCells } from './report-assumptions.ts';
import { type Book, bodyRow, numberCell, numberColumn, textCell, textColumn, totalRow } from './report-book.ts';
import { type MarketGround, cutName, placesOf } from './report-market.ts';
import { growthOf, shareShown } from './report-market-tables.ts';
import type { Speaker } from './report-speaker.ts';
import type { ReportCell } from './report-types.ts';

/** The chapter of methods. */
export function writeMethod(book: Book, ground: MarketGround): void {
  const { say } = book.speaker;
  book.chapter('method', say('chapter.method'));
  book.section('tags', say('section.tags'));
  book.text(say('text.tags'));
  book.points((['published', 'counted', 'assumed', 'modelled'] as const).map((tag) => say(`tag-means.${tag}`)));
  book.section('triangulation', say('section.triangulation'));
  book.points([
    say('method.top-down'),
    say('method.bottom-up'),
    say('method.fit'),
    say('method.growth'),
    say('method.intervals'),
    say('method.rounding'),
  ]);
  writePooled(book, ground);
  book.section('activity', say('section.activity'));
  writeActivity(book, ground);
  book.section('accuracy', say('section.accuracy'));
  writeAccuracy(book);
  book.section('depends', say('section.depends'));
  writeTornado(book, ground);
  book.section('checks', say('section.checks'));
  writeChecks(book, ground);
  book.section('limits', say('section.limits'));
  book.points((['shares', 'registry', 'services', 'intervals', 'companies', 'own'] as const).map((limit) => say(`limit.${limit}`)));
}

function writePooled(book: Book, { question, source }: MarketGround): void {
  const { speaker } = book;
  const { say } = speaker;
  const pooled = question.outlook.triangulation;
  if (pooled.length === 0) return book.text(say('text.one-total'));
  const million = say('unit.usd-million');
  book.table({
    title: say('table.pooled'),
    source,
    columns: [
      textColumn(say('column.year'), 16),
      numberColumn(say('column.sources'), '', 16),
      numberColumn(say('column.pooled', { unit: million }), million, 22),
      numberColumn(say('column.low', { unit: million }), million, 23),
      numberColumn(say('column.high', { unit: million }), million, 23),
    ],
    rows: pooled.map(({ year, sources, pooled: value, interval80: [low, high] }) =>
      bodyRow([
        textCell(String(year)),
        numberCell(speaker, sources.length, 0, 'counted'),
        ...[value, low, high].map((one) => numberCell(speaker, one, 1, 'modelled')),
      ]),
    ),
  });
}

function writeActivity(book: Book, { question }: MarketGround): void {
  const { speaker } = book;
  const { say, number } = speaker;
  const { activity } = question;
  if (!activity) return book.text(say('text.no-activity'));
  const { fileName, format, classifier, fileSha256, byYear } = activity;
  const all = byYear.reduce((sum, { siteYears }) => sum + siteYears, 0);
  book.text(
    say('text.activity', {
      file: fileName,
      format: book.speaker.called('format', format),
      classifier,
      siteYears: number(all, 0),
      digest: fileSha256.slice(0, 12),
    }),
  );
  const rows = byYear.filter(({ year }) => year >= firstYear - 10 && year <= firstYear + 1);
  book.table({
    title: say('table.activity'),
    source: say('source.registry', { file: fileName }),
    columns: [textColumn(say('column.year'), 50), numberColumn(say('column.site-years'), say('unit.site-years'), 50)],
    rows: rows.map(({ year, siteYears }) => bodyRow([textCell(String(year)), numberCell(speaker, siteYears, 1, 'counted')])),
  });
}

function writeAccuracy(book: Book): void {
  const { say, day } = book.speaker;
  book.text(
    say('text.accuracy', {
      conditions: areaAccuracy.byConditions.studies,
      titles: areaAccuracy.byTitle.studies,
      day: day(areaAccuracy.countedOn),
    }),
  );
  accuracyTable(book, areaAccuracy.byConditions, say('table.accuracy-conditions'));
  accuracyTable(book, areaAccuracy.byTitle, say('table.accuracy-titles'));
}

function accuracyTable(book: Book, { studies, right, areas }: AreaAccuracy, title: string): void {
  const { speaker } = book;
  const { say, day } = speaker;
  const cells = (judged: number, read: number, both: number) => {
    const share = shareOf(both, judged);
    const count = [judged, read, both].map((value) => numberCell(speaker, value, 0, 'counted'));
    return [
      ...count,
      ...[share?.share, share?.from, share?.to].map((value) => numberCell(speaker, value === undefined ? null : 100 * value, 1, 'counted')),
    ];
  };
  const studiesUnit = say('unit.studies');
  book.table({
    title,
    source: say('source.judged', { day: day(areaAccuracy.countedOn) }),
    columns: [
      textColumn(say('column.area'), 28),
      numberColumn(say('column.judged'), studiesUnit, 12, true),
      numberColumn(say('column.read'), studiesUnit, 12, true),
      numberColumn(say('column.right'), studiesUnit, 12, true),
      numberColumn(say('column.right-share'), '%', 12),
      numberColumn(say('column.low95'), '%', 12),
      numberColumn(say('column.high95'), '%', 12),
    ],
    rows: [
      ...areas.map(({ area, judged, read, right: both }) => bodyRow([textCell(cutName(book, 'area', area)), ...cells(judged, read, both)])),
      totalRow([textCell(say('row.total')), ...cells(studies, studies, right)]),
    ],
  });
}

// As its table shows it.
function shownOf(amounts: Amounts, { axis, key, year }: Outlook['tornado']['of']): number | null {
  const parts = axis === 'region' ? amounts.regions : axis === 'country' ? placesOf(amounts) : amounts.cut(null, axis);
  const shown = parts.find((part) => part.key === key)?.shown[year - firstYear];
  return shown === undefined ? null : shown / UNITS;
}

function writeTornado(book: Book, { question, amounts, source }: MarketGround): void {
  const { speaker } = book;
  const { say, number, called, place, within } = speaker;
  const { of, answer, bars } = question.outlook.tornado;
  const name = of.axis === 'region' || of.axis === 'country' ? place(of.key) : within(called(of.axis, of.key));
  const values = { name, year: of.year, answer: number(shownOf(amounts, of) ?? answer, 1) };
  book.text(say('text.tornado', values));
  const shown = bars.slice(0, 12);
  const units = new Map(question.outlook.assumptions.map(({ id, unit }) => [id, unit]));
  const million = say('unit.usd-million');
  const told = shown.map(({ id, answerAtLow, answerAtHigh }) =>
    say('figure.bar', { name: assumptionName(speaker, id), first: number(answerAtLow, 1), last: number(answerAtHigh, 1) }),
  );
  book.table(
    {
      title: say('table.tornado', values),
      source,
      columns: [
        textColumn(say('column.assumption'), 34),
        textColumn(say('column.unit'), 16),
        numberColumn(say('column.at-low'), '', 9),
        numberColumn(say('column.at-high'), '', 9),
        numberColumn(say('column.answer-low', { unit: million }), million, 16),
        numberColumn(say('column.answer-high', { unit: million }), million, 16),
      ],
      rows: shown.map(({ id, low, high, answerAtLow, answerAtHigh }) =>
        bodyRow([
          textCell(assumptionName(speaker, id)),
          ...endCells(speaker, units.get(id) ?? '', low, high),
          ...[answerAtLow, answerAtHigh].map((value) => numberCell(speaker, value, 1, 'modelled')),
        ]),
      ),
    },
    [
      {
        title: say('table.tornado', values),
        alt: `${say('figure.tornado', values)} ${told.join('; ')}.`,
        picture: { kind: 'spans', low: 4, high: 5 },
      },
    ],
  );
}

// Both ends of an assumption with their unit; three digits tell them apart.
function endCells(speaker: Speaker, unit: string, low: number, high: number): readonly ReportCell[] {
  const end = (value: number) =>
    valueCells(speaker, { value: Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3)), unit, tag: 'assumed' });
  const [called, from] = end(low);
  return [called, from, end(high)[1]];
}

function writeChecks(book: Book, ground: MarketGround): void {
  const { say } = book.speaker;
  const { outlook } = ground.question;
  const rows = outlook.checks.map((check) => {
    const [name, found] = checkWords(book, ground, check);
    return bodyRow([textCell(name), textCell(say(check.ok ? 'check.holds' : 'check.fails')), textCell(found)]);
  });
  book.table({
    title: say('table.checks'),
    source: ground.source,
    columns: [textColumn(say('column.check'), 50), textColumn(say('column.holds'), 15), textColumn(say('column.found'), 35)],
    rows,
  });
  const told = outlook.conflicts.map(({ quantity, year, values }) =>
    say('text.conflict', { quantity, year: year ?? '', values: values.join(' / ') }),
  );
  book.text(say(told.length > 0 ? 'text.conflicts' : 'text.no-conflicts'));
  book.points(told);
}

/** A check by its name, and what was found. */
export function checkWords(book: Book, { question, amounts }: MarketGround, { name }: OutlookCheck): readonly [string, string] {
  const { say, called, place, number } = book.speaker;
  const [, year] = /^total (\d+) is as published$/.exec(name) ?? [];
  if (year !== undefined) {
    const total = question.outlook.total.find((one) => String(one.year) === year);
    return [say('check.total', { year }), say('amount.million', { value: number(total?.value ?? 0, 1) })];
  }
  const [, region] = /^(.+) is the largest region$/.exec(name) ?? [];
  if (region !== undefined) {
    const [first] = amounts.regions.toSorted((a, b) => (b.exact[0] ?? 0) - (a.exact[0] ?? 0));
    const share = shareShown(amounts.regions, first?.key ?? '', 'first');
    return [
      say('check.largest', { region: place(region) }),
      say('check.largest-found', { region: place(first?.key ?? ''), share: number(share, 1), year: firstYear }),
    ];
  }
  const [, area] = /^(.+) is the fastest growing area$/.exec(name) ?? [];
  if (area !== undefined) {
    const [first] = amounts.cut(null, 'area').toSorted((a, b) => (growthOf(b) ?? -1) - (growthOf(a) ?? -1));
    const growth = number(100 * ((first && growthOf(first)) ?? 0), 2);
    return [
      say('check.fastest', { area: called('area', area) }),
      say('check.fastest-found', { area: called('area', first?.key ?? ''), growth, year: lastYear }),
    ];
  }
  const [, id] = /^what (.+) states lies within the 80 %$/.exec(name) ?? [];
  const stated = question.outlook.evidence.find((one) => one.id === id);
  if (stated) return [say('check.stated', { claim: stated.claim }), ''];
  const [, claim] = /^claim (.+) is met$/.exec(name) ?? [];
  return [claim === undefined ? called('check', name) : say('check.claim', { claim }), ''];
}
