// Where the network stands in the market, and what follows from it: each recommendation with the figures that speak for it.
import { wholeParts } from '#stats';
import type { PositionPart } from './position.ts';
import { type Book, bodyRow, numberCell, numberColumn, textCell, textColumn, totalRow } from './report-book.ts';
import type { MarketGround } from './report-market.ts';
import type { Figure, Recommendation } from './recommendations.ts';
import { rounded } from './report-numbers.ts';
import { type Speaker, recordsSource } from './report-speaker.ts';

/** The last chapter but the sources. */
export function writeRecommendations(book: Book, ground: MarketGround): void {
  const { say, usd, day, called, within } = book.speaker;
  const { question } = ground;
  const { position, pipeline, recommendations } = question;
  book.chapter('recommendations', say('chapter.recommendations'));
  book.section('position', say('section.position'));
  book.text(
    say('text.position', {
      from: day(position.window.from),
      to: day(position.window.to),
      service: within(called('service', position.service)),
      day: day(question.ratesAsOf),
    }),
  );
  writeCut(book, ground, 'area');
  writeCut(book, ground, 'country');
  writeConcentration(book, ground);
  book.section('spots', say('section.spots'));
  writeSpots(book, ground);
  book.section('pipeline', say('section.pipeline'));
  book.text(
    say('text.pipeline', {
      places: pipeline.rows.length,
      contracted: usd(pipeline.contracted),
      expected: usd(pipeline.expected),
      unvalued: pipeline.unvalued,
    }),
  );
  book.section('recommendations', say('section.recommendations'));
  book.text(say(recommendations.length > 0 ? 'text.recommendations' : 'text.next-none'));
  for (const [at, one] of recommendations.entries()) writeOne(book, ground, one, at);
}

const MILLION = 1_000_000;
const percentOf = (value: number | null) => (value === null ? null : 100 * value);

function writeCut(book: Book, { question }: MarketGround, cut: 'area' | 'country'): void {
  const { speaker } = book;
  const { say, called, place } = speaker;
  const { position } = question;
  const parts = position.cuts[cut].filter(({ places, revenue }) => places > 0 || revenue > 0);
  if (parts.length === 0) return book.text(say('text.no-position'));
  const whole = Math.round(position.total.revenue);
  const revenues =
    whole > 0
      ? wholeParts(
          parts.map(({ revenue }) => revenue),
          whole,
        )
      : parts.map(() => 0);
  const cells = (part: PositionPart, revenue: number) => [
    numberCell(speaker, part.studies, 0, 'counted'),
    numberCell(speaker, part.places, 0, 'counted'),
    numberCell(speaker, revenue, 0, 'assumed'),
    numberCell(speaker, percentOf(part.growth), 1, 'assumed'),
    numberCell(speaker, part.market === null ? null : part.market / MILLION, 1, 'modelled'),
    numberCell(speaker, percentOf(part.marketGrowth), 1, 'modelled'),
    numberCell(speaker, percentOf(part.share), 3, 'modelled'),
  ];
  const million = say('unit.usd-million');
  book.table({
    title: say(cut === 'area' ? 'table.position-area' : 'table.position-country'),
    source: recordsSource(speaker, position),
    columns: [
      textColumn(say(cut === 'area' ? 'column.area' : 'column.country'), 26),
      numberColumn(say('column.studies'), '', 8),
      numberColumn(say('column.own-places'), '', 9, true),
      numberColumn(say('column.revenue'), 'USD', 13, true),
      numberColumn(say('column.own-growth'), '%', 10),
      numberColumn(say('column.market', { unit: million }), million, 13),
      numberColumn(say('column.market-growth'), '%', 11),
      numberColumn(say('column.own-share'), '%', 10),
    ],
    rows: [
      ...parts.map((part, at) =>
        bodyRow([textCell(cut === 'area' ? called('area', part.key) : place(part.key)), ...cells(part, revenues[at] ?? 0)]),
      ),
      totalRow([textCell(say('row.total')), ...cells(position.total, whole)]),
    ],
  });
}

function writeConcentration(book: Book, { question }: MarketGround): void {
  const { speaker } = book;
  const { say, called, place } = speaker;
  const { concentration } = question.position;
  const nameOf = (by: string, key: string) => (by === 'country' ? place(key) : by === 'area' ? called('area', key) : key);
  book.table({
    title: say('table.concentration'),
    source: recordsSource(speaker, question.position),
    columns: [
      textColumn(say('column.by'), 22),
      numberColumn(say('column.hhi'), say('unit.index'), 16),
      numberColumn(say('column.effective'), '', 18),
      textColumn(say('column.largest'), 26),
      numberColumn(say('column.largest-share'), '%', 18),
    ],
    rows: concentration.map(({ by, hhi, effective, parts: [first] }) =>
      bodyRow([
        textCell(say(`by.${by}`)),
        numberCell(speaker, hhi, 0, 'assumed'),
        numberCell(speaker, effective, 1, 'assumed'),
        textCell(first ? nameOf(by, first.key) : '–'),
        numberCell(speaker, first ? 100 * first.share : null, 1, 'assumed'),
      ]),
    ),
  });
}

const SPOTS = 10;

// What is shown as added is the difference of what is shown of both years.
const addedOf = (value: number, last: number) => rounded(rounded(last, 1) - rounded(value, 1), 1);

function writeSpots(book: Book, { question, source }: MarketGround): void {
  const { speaker } = book;
  const { say, called, place, number } = speaker;
  const spots = question.position.whiteSpots.slice(0, SPOTS);
  book.text(say(spots.length > 0 ? 'text.spots' : 'text.no-spots'));
  if (spots.length === 0) return;
  const million = say('unit.usd-million');
  const rows = spots.map(({ area, country, value, last, cagr, sitesInCountry, studiesInArea }) =>
    bodyRow([
      textCell(`${called('area', area)}, ${place(country)}`),
      ...[value, last, addedOf(value, last)].map((one) => numberCell(speaker, one, 1, 'modelled')),
      numberCell(speaker, 100 * cagr, 2, 'modelled'),
      numberCell(speaker, sitesInCountry, 0, 'counted'),
      numberCell(speaker, studiesInArea, 0, 'counted'),
    ]),
  );
  const told = spots.map(
    ({ area, country, value, last }) => `${called('area', area)}, ${place(country)}: ${number(addedOf(value, last), 1)}`,
  );
  book.table(
    {
      title: say('table.spots'),
      source,
      columns: [
        textColumn(say('column.spot'), 34),
        numberColumn(say('column.now', { unit: million }), million, 12),
        numberColumn(say('column.last', { unit: million }), million, 12),
        numberColumn(say('column.added', { unit: million }), million, 12),
        numberColumn(say('column.growth'), '%', 10),
        numberColumn(say('column.own-sites'), '', 10),
        numberColumn(say('column.studies-in-area'), '', 10),
      ],
      rows,
    },
    [
      {
        title: say('table.spots'),
        alt: `${say('figure.spots', { unit: million })} ${told.join('; ')}.`,
        picture: { kind: 'bars', values: [3] },
      },
    ],
  );
}

/** A recommendation as a sentence. */
export function recommendationTitle({ say, called, inPlace, within, counted }: Speaker, { code, facts }: Recommendation): string {
  const key = String(facts['key'] ?? '');
  const isCountry = facts['cut'] === 'country' || code === 'spread-over-countries';
  const isArea = facts['cut'] === 'area' || code === 'spread-over-areas';
  const values = {
    ...facts,
    area: within(called('area', String(facts['area'] ?? ''))),
    places: counted('places', Number(facts['places'] ?? 0)),
    country: facts['country'] === undefined ? '' : inPlace(String(facts['country'])),
    key: isCountry ? inPlace(key) : isArea ? within(called('area', key)) : key,
  };
  return say(`recommend.${code}`, values);
}

const UNIT_DIGITS: Readonly<Record<Figure['unit'], number>> = { USD: 0, 'USD million': 1, fraction: 1, days: 0, count: 0, index: 0 };

function shownFigures({ figures }: Recommendation): readonly Figure[] {
  const valueOf = (name: string) => figures.find((figure) => figure.name === name)?.value ?? 0;
  return figures.map((figure) =>
    figure.name === 'market-added' ? { ...figure, value: addedOf(valueOf('market-now'), valueOf('market-last')) } : figure,
  );
}

function writeOne(book: Book, { source, question }: MarketGround, one: Recommendation, at: number): void {
  const { speaker } = book;
  const { say, called, tag, usd } = speaker;
  const title = recommendationTitle(speaker, one);
  const records = recordsSource(speaker, question.position);
  book.section(`recommendation-${at + 1}`, say('recommend.title', { number: at + 1, title: title.replace(/\.$/, '') }));
  book.text(say('text.at-stake', { amount: usd(one.atStake) }));
  book.table({
    title: say('table.recommendation', { number: at + 1 }),
    source,
    columns: [
      textColumn(say('column.figure'), 35),
      textColumn(say('column.unit'), 11),
      numberColumn(say('column.number'), '', 9),
      textColumn(say('column.tag'), 9),
      textColumn(say('column.source'), 36),
    ],
    rows: shownFigures(one).map(({ name, value, unit, tag: of }) => {
      const isShare = unit === 'fraction';
      const from = of === 'modelled' ? say('source.run') : records;
      const digits = name === 'effective-parts' ? 1 : isShare && name.includes('own-share') ? 3 : UNIT_DIGITS[unit];
      const amount = numberCell(speaker, isShare ? 100 * value : value, digits, of);
      return bodyRow(
        [textCell(called('figure-name', name)), textCell(isShare ? '%' : called('unit', unit)), amount, textCell(tag(of)), textCell(from)],
        from,
      );
    }),
  });
}
