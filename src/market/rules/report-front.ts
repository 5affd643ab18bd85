// The front of a report: what the market is, the answer in short, and what customers of sites said in surveys.
import { firstYear, lastYear } from './outlook-frame.ts';
import type { Tag } from './outlook-types.ts';
import type { Book, FigureDraft } from './report-book.ts';
import { bodyRow, numberCell, numberColumn, textCell, textColumn } from './report-book.ts';
import { writeEvidence } from './report-evidence.ts';
import { type MarketGround, cutName } from './report-market.ts';
import { endsOf, growthOf } from './report-market-tables.ts';
import { cutKeys, reportCuts } from './report-amounts.ts';
import { recommendationTitle } from './report-recommendations.ts';

/** What is sold, to whom, where, and what was published of it. */
export function writeOverview(book: Book, { question, amounts }: MarketGround): void {
  const { say, place } = book.speaker;
  book.chapter('overview', say('chapter.overview'));
  book.section('product', say('section.product'));
  book.text(say('text.product'));
  for (const cut of reportCuts) {
    book.text(say(`text.cut-${cut}`));
    book.points(cutKeys[cut].map((key) => cutName(book, cut, key)));
  }
  book.section('places', say('section.geography'));
  book.text(say('text.geography'));
  book.points(
    amounts.regions.map(({ key }) => {
      const countries = (amounts.countries.get(key) ?? []).map((country) => place(country.key));
      return say('text.region-countries', { region: place(key), countries: countries.join(', ') });
    }),
  );
  book.section('frame', say('section.frame'));
  book.text(say('text.frame'));
  writeEvidence(book, say('table.frame'), question.outlook.evidence.filter(({ kind }) => ['total', 'growth', 'rank', 'share'].includes(kind)));
}

/** The figures that matter most, each with its tag, and what follows. */
export function writeSummary(book: Book, ground: MarketGround): void {
  const { question, amounts, source } = ground;
  const { speaker } = book;
  const { say, place, tag, number } = speaker;
  const { total } = question.outlook;
  const million = say('unit.usd-million');
  const [first, last] = endsOf(amounts.total);
  const own = question.position.total;
  const row = (name: string, value: number | null, digits: number, unit: string, of: Tag, from = source) =>
    bodyRow([textCell(name), numberCell(speaker, value, digits, of), textCell(unit), textCell(tag(of)), textCell(from)], from);
  const interval = total.at(-1)?.interval80 ?? [0, 0];
  const records = say('source.records', { from: question.position.window.from, to: question.position.window.to });
  const top = <T extends { readonly exact: readonly number[] }>(parts: readonly T[], of: (part: T) => number) => parts.toSorted((a, b) => of(b) - of(a))[0];
  const region = top(amounts.regions, ({ exact }) => exact[0] ?? 0);
  const area = top(amounts.cut(null, 'area'), (part) => growthOf(part) ?? -1);
  const service = top(amounts.cut(null, 'service'), ({ exact }) => exact.at(-1) ?? 0);
  book.chapter('summary', say('chapter.summary'));
  book.section('figures', say('section.key-figures'));
  book.table({
    title: say('table.key-figures'),
    source,
    columns: [
      textColumn(say('column.figure'), 40),
      numberColumn(say('column.number'), '', 13),
      textColumn(say('column.unit'), 13),
      textColumn(say('column.tag'), 10),
      textColumn(say('column.source'), 24),
    ],
    rows: [
      row(say('key.size', { year: firstYear }), first, 1, million, total[0]?.tag ?? 'modelled', say('source.book')),
      row(say('key.size', { year: lastYear }), last, 1, million, total.at(-1)?.tag ?? 'modelled', say('source.book')),
      row(say('key.low', { year: lastYear }), interval[0], 1, million, 'modelled'),
      row(say('key.high', { year: lastYear }), interval[1], 1, million, 'modelled'),
      row(say('key.growth-published'), 100 * question.outlook.cagr.published, 2, '%', 'published', say('source.book')),
      row(say('key.growth-implied'), 100 * question.outlook.cagr.implied, 4, '%', 'modelled'),
      row(say('key.own-revenue'), own.revenue, 0, 'USD', 'assumed', records),
      row(say('key.own-share'), own.share === null ? null : 100 * own.share, 3, '%', 'modelled', records),
      row(say('key.own-studies'), own.studies, 0, say('unit.count'), 'counted', records),
      row(say('key.own-places'), own.places, 0, say('unit.count'), 'counted', records),
      row(say('key.pipeline'), question.pipeline.expected, 0, 'USD', 'assumed', records),
    ],
  });
  book.section('answer', say('section.answer'));
  book.points([
    say('summary.size', { first: number(first, 1), last: number(last, 1), from: firstYear, to: lastYear }),
    ...(region ? [say('summary.region', { region: place(region.key), share: number((100 * (region.exact[0] ?? 0)) / (amounts.total.exact[0] ?? 1), 1) })] : []),
    ...(area ? [say('summary.area', { area: cutName(book, 'area', area.key), growth: number(100 * (growthOf(area) ?? 0), 2) })] : []),
    ...(service ? [say('summary.service', { service: cutName(book, 'service', service.key), value: number(endsOf(service)[1], 1), year: lastYear })] : []),
    say(question.activity ? 'summary.counted' : 'summary.assumed'),
  ]);
  book.section('next', say('section.next'));
  const [...three] = question.recommendations.slice(0, 3);
  book.text(say(three.length > 0 ? 'text.next' : 'text.next-none'));
  book.points(three.map((one) => recommendationTitle(speaker, one)));
}

/** What surveys found; nobody asked the network's own customers. */
export function writeVoice(book: Book, { question }: MarketGround): void {
  const { say } = book.speaker;
  book.chapter('voice', say('chapter.voice'));
  book.section('surveys', say('section.surveys'));
  book.text(say('text.voice'));
  const asked = question.outlook.evidence.filter(({ kind, claim, unit }) => unit === '%' && (kind === 'challenge' || /respondents|survey/i.test(claim)));
  const told = asked.map((record) => book.speaker.claim(record)).join(' ');
  const figure: FigureDraft = { title: say('table.voice'), alt: told, picture: { kind: 'bars', values: [1] } };
  writeEvidence(book, say('table.voice'), asked, asked.length > 0 ? figure : undefined);
  book.section('unasked', say('section.unasked'));
  book.text(say('text.unasked'));
}
