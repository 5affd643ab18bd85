// The front of a report: what the market is, the answer in short, and what customers of sites said in surveys.
import { firstYear, lastYear } from './outlook-frame.ts';
import type { Tag } from './outlook-types.ts';
import type { Book, FigureDraft } from './report-book.ts';
import { bodyRow, numberCell, numberColumn, textCell, textColumn } from './report-book.ts';
import { writeEvidence } from './report-evidence.ts';
import { type MarketGround, cutName } from './report-market.ts';
import { endsOf, growthOf, shareShown } from './report-market-tables.ts';
import { checkWords } from './report-method.ts';
import { type Part, cutKeys, reportCuts } from './report-amounts.ts';
import { recordsSource } from './report-speaker.ts';
import { recommendationTitle } from './report-recommendations.ts';

/** What is sold, to whom, where, and what was published of it. */
export function writeOverview(book: Book, { question, amounts }: MarketGround): void {
  const { say, place, within } = book.speaker;
  book.chapter('overview', say('chapter.overview'));
  book.section('product', say('section.product'));
  book.text(say('text.product'));
  for (const cut of reportCuts) {
    const names = cutKeys[cut].map((key) => cutName(book, cut, key));
    // Areas are read in their order; the others are told in a line.
    if (cut === 'area') {
      book.text(say('text.cut-area'));
      book.points(names);
    } else book.text(`${say(`text.cut-${cut}`)} ${names.map(within).join(', ')}.`);
  }
  book.section('places', say('section.geography'));
  book.text(say('text.geography'));
  book.points(
    amounts.regions.map(({ key }) => {
      // Others of a region are no name of a country.
      const countries = (amounts.countries.get(key) ?? []).map((part) =>
        /^[A-Z]{2}$/.test(part.key) ? place(part.key) : within(place(part.key)),
      );
      return say('text.region-countries', { region: place(key), countries: countries.join(', ') });
    }),
  );
  book.section('frame', say('section.frame'));
  book.text(say('text.frame'));
  writeEvidence(
    book,
    say('table.frame'),
    question.outlook.evidence.filter(({ kind }) => ['total', 'growth', 'rank', 'share'].includes(kind)),
  );
}

/** The figures that matter most, each with its tag, and what follows. */
export function writeSummary(book: Book, ground: MarketGround): void {
  const { speaker } = book;
  const { say } = speaker;
  const three = ground.question.recommendations.slice(0, 3);
  book.chapter('summary', say('chapter.summary'));
  book.section('figures', say('section.key-figures'));
  writeKeyFigures(book, ground);
  book.section('answer', say('section.answer'));
  book.points(answersOf(book, ground));
  book.section('next', say('section.next'));
  book.text(say(three.length > 0 ? 'text.next' : 'text.next-none'));
  book.points(three.map((one) => recommendationTitle(speaker, one)));
}

interface KeyFigure {
  readonly name: string;
  readonly value: number | null;
  readonly digits: number;
  readonly unit: string;
  readonly tag: Tag;
  readonly source: string;
}

function keyFigures(book: Book, { question, amounts }: MarketGround): KeyFigure[] {
  const { say } = book.speaker;
  const { total, cagr } = question.outlook;
  const { total: own } = question.position;
  const [first, last] = endsOf(amounts.total);
  const [low, high] = total.at(-1)?.interval80 ?? [0, 0];
  const [frame, records] = [say('source.book'), recordsSource(book.speaker, question.position)];
  const source = say('source.run');
  const million = { digits: 1, unit: say('unit.usd-million') };
  const usd = { digits: 0, unit: 'USD', tag: 'assumed', source: records } as const;
  const count = { digits: 0, unit: say('unit.count'), tag: 'counted', source: records } as const;
  return [
    { name: say('key.size', { year: firstYear }), value: first, ...million, tag: total[0]?.tag ?? 'modelled', source: frame },
    { name: say('key.size', { year: lastYear }), value: last, ...million, tag: total.at(-1)?.tag ?? 'modelled', source: frame },
    { name: say('key.low', { year: lastYear }), value: low, ...million, tag: 'modelled', source },
    { name: say('key.high', { year: lastYear }), value: high, ...million, tag: 'modelled', source },
    { name: say('key.growth-published'), value: 100 * cagr.published, digits: 2, unit: '%', tag: 'published', source: frame },
    { name: say('key.growth-implied'), value: 100 * cagr.implied, digits: 4, unit: '%', tag: 'modelled', source },
    { name: say('key.own-revenue'), value: own.revenue, ...usd },
    {
      name: say('key.own-share'),
      value: own.share === null ? null : 100 * own.share,
      digits: 3,
      unit: '%',
      tag: 'modelled',
      source: records,
    },
    { name: say('key.own-studies'), value: own.studies, ...count },
    { name: say('key.own-places'), value: own.places, ...count },
    { name: say('key.pipeline'), value: question.pipeline.expected, ...usd },
  ];
}

function writeKeyFigures(book: Book, ground: MarketGround): void {
  const { speaker } = book;
  const { say, tag: called } = speaker;
  book.table({
    title: say('table.key-figures'),
    source: ground.source,
    columns: [
      textColumn(say('column.figure'), 34),
      textColumn(say('column.unit'), 11),
      numberColumn(say('column.number'), '', 9),
      textColumn(say('column.tag'), 9),
      textColumn(say('column.source'), 37),
    ],
    rows: keyFigures(book, ground).map(({ name, value, digits, unit, tag, source }) =>
      bodyRow([textCell(name), textCell(unit), numberCell(speaker, value, digits, tag), textCell(called(tag)), textCell(source)], source),
    ),
  });
}

function answersOf(book: Book, ground: MarketGround): string[] {
  const { question, amounts } = ground;
  const { say, place, number } = book.speaker;
  const [first, last] = endsOf(amounts.total);
  const top = (parts: readonly Part[], of: (part: Part) => number) => parts.toSorted((a, b) => of(b) - of(a)).slice(0, 1);
  const failed = question.outlook.checks.filter(({ ok }) => !ok).map((check) => checkWords(book, ground, check)[0]);
  return [
    say('summary.size', { first: number(first, 1), last: number(last, 1), from: firstYear, to: lastYear }),
    ...top(amounts.regions, ({ exact }) => exact[0] ?? 0).map((part) =>
      say('summary.region', { region: place(part.key), share: number(shareShown(amounts.regions, part.key, 'first'), 1) }),
    ),
    ...top(amounts.cut(null, 'area'), (part) => growthOf(part) ?? -1).map((part) =>
      say('summary.area', { area: cutName(book, 'area', part.key), growth: number(100 * (growthOf(part) ?? 0), 2) }),
    ),
    ...top(amounts.cut(null, 'service'), ({ exact }) => exact.at(-1) ?? 0).map((part) =>
      say('summary.service', { service: cutName(book, 'service', part.key), value: number(endsOf(part)[1], 1), year: lastYear }),
    ),
    say(question.activity ? 'summary.counted' : 'summary.assumed'),
    ...(failed.length > 0 ? [say('summary.checks', { checks: failed.join('; '), chapter: say('chapter.method') })] : []),
  ];
}

/** What surveys found; nobody asked the network's own customers. */
export function writeVoice(book: Book, { question }: MarketGround): void {
  const { say } = book.speaker;
  book.chapter('voice', say('chapter.voice'));
  book.section('surveys', say('section.surveys'));
  book.text(say('text.voice'));
  const asked = question.outlook.evidence.filter(
    ({ kind, claim, unit }) => unit === '%' && (kind === 'challenge' || /respondents|survey/i.test(claim)),
  );
  const told = asked.map((record) => book.speaker.claim(record)).join(' ');
  const figure: FigureDraft = { title: `${say('table.voice')}, %`, alt: told, picture: { kind: 'bars', values: [2] } };
  writeEvidence(book, say('table.voice'), asked, asked.length > 0 ? figure : undefined);
  book.section('unasked', say('section.unasked'));
  book.text(say('text.unasked'));
}
