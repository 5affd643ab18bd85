// The market in chapters: the world, each region, each country, with the same cuts.
import { lastYear, firstYear, outlookYears } from './outlook-frame.ts';
import type { Interval, OutlookAxis, OutlookMargin, Tag } from './outlook-types.ts';
import type { PositionPart } from './position.ts';
import { type Amounts, type Part, type ReportCut, reportCuts } from './report-amounts.ts';
import { type Book, bodyRow, numberCell, numberColumn, textCell, textColumn, totalRow } from './report-book.ts';
import {
  type NamedPart,
  type YearFacts,
  endsOf,
  forecastFigure,
  forecastTable,
  growthOf,
  shareShown,
  writeCut,
} from './report-market-tables.ts';
import type { ReportQuestion } from './report-types.ts';
import { type SegmentAsked, interval80Of } from './segment-intervals.ts';
import { withoutPhase } from './taxonomy.ts';

/** What the chapters of the market are written from. */
export interface MarketGround {
  readonly question: ReportQuestion;
  readonly amounts: Amounts;
  /** The source of everything that the run says. */
  readonly source: string;
}

const AXIS_HEADER = { service: 'column.service', area: 'column.area', phase: 'column.phase' } as const;
const CUT_TITLE = { service: 'table.by-service', area: 'table.by-area', phase: 'table.by-phase' } as const;

/** The name of a key of a cut. */
export function cutName(book: Book, cut: ReportCut, key: string): string {
  if (cut === 'phase') return key === withoutPhase ? book.speaker.say('phase.none') : book.speaker.say('phase.name', { phase: key });
  return book.speaker.called(cut, key);
}

const marginsOf = ({ outlook }: ReportQuestion, axis: OutlookAxis, key: string): readonly OutlookMargin[] =>
  outlook.margins[axis].filter((row) => row.key === key);

const lastInterval = ({ intervals }: ReportQuestion, where: SegmentAsked): Interval | null => interval80Of(intervals, where, lastYear);

/** A region or a country as a part of what holds it. */
function placePart(book: Book, question: ReportQuestion, axis: 'region' | 'country', part: Part): NamedPart {
  const { key } = part;
  return { ...part, name: book.speaker.place(key), tags: tagsOf(question, axis, key), interval80: lastInterval(question, { [axis]: key }) };
}

const tagsOf = (question: ReportQuestion, axis: OutlookAxis, key: string): readonly Tag[] => {
  const rows = marginsOf(question, axis, key);
  return outlookYears.map((year) => rows.find((row) => row.year === year)?.tag ?? 'modelled');
};

// A part of a part is no better known than either.
const weaker = (one: Tag, other: Tag): Tag => (one === other ? one : one === 'assumed' || other === 'assumed' ? 'assumed' : 'modelled');

/** The place that a chapter is about: the world, a region or a country. */
interface Place {
  readonly key: string | null;
  /** Which segment it is. */
  readonly where: SegmentAsked;
  readonly name: string;
  readonly part: Part;
  readonly years: readonly YearFacts[];
}

function placeOf(book: Book, { question }: MarketGround, axis: 'region' | 'country', part: Part): Place {
  const rows = marginsOf(question, axis, part.key);
  const years = outlookYears.map(
    (year) => rows.find((row) => row.year === year) ?? { tag: 'modelled' as const, interval80: [0, 0] as const },
  );
  return { key: part.key, where: { [axis]: part.key }, name: book.speaker.place(part.key), part, years };
}

/** The cuts of a place, each with its bars. */
function writeCuts(book: Book, { question, amounts, source }: MarketGround, place: Place): void {
  const { say } = book.speaker;
  const totalTags = place.years.map(({ tag }) => tag);
  for (const cut of reportCuts) {
    const parts = amounts.cut(place.key, cut).map((part): NamedPart => {
      const tags = tagsOf(question, cut, part.key);
      const own = place.key === null ? tags : tags.map((tag, at) => weaker(tag, totalTags[at] ?? 'modelled'));
      return {
        ...part,
        name: cutName(book, cut, part.key),
        tags: own,
        interval80: lastInterval(question, { ...place.where, [cut]: part.key }),
      };
    });
    writeCut(book, place.part, parts, {
      title: say(CUT_TITLE[cut], { place: place.name }),
      header: say(AXIS_HEADER[cut]),
      source,
      totalTags,
      interval80: lastInterval(question, place.where),
    });
  }
}

function writeForecast(book: Book, { source }: MarketGround, place: Place): void {
  const { speaker } = book;
  const title = speaker.say('table.forecast', { place: place.name });
  book.table(forecastTable(speaker, place.part, place.years, { title, source }), [forecastFigure(speaker, place.part, place.years, title)]);
}

/** Every country and the others of every region, region by region. */
export const placesOf = ({ regions, countries }: Amounts): readonly Part[] => regions.flatMap(({ key }) => countries.get(key) ?? []);

const percent = (book: Book, value: number, digits = 1) => book.speaker.number(100 * value, digits);

/** Largest and fastest parts of a place in words. */
function writeLeaders(book: Book, { amounts }: MarketGround, place: Place): void {
  const { say, number, within } = book.speaker;
  book.points(
    reportCuts.flatMap((cut) => {
      const parts = amounts.cut(place.key, cut).filter(({ exact }) => (exact.at(-1) ?? 0) > 0);
      const largest = parts.toSorted((a, b) => (b.exact.at(-1) ?? 0) - (a.exact.at(-1) ?? 0))[0];
      const fastest = parts.toSorted((a, b) => (growthOf(b) ?? -1) - (growthOf(a) ?? -1))[0];
      if (!largest || !fastest) return [];
      const values = {
        largest: within(cutName(book, cut, largest.key)),
        last: number(endsOf(largest)[1], 1),
        year: lastYear,
        fastest: within(cutName(book, cut, fastest.key)),
        growth: percent(book, growthOf(fastest) ?? 0, 2),
      };
      return [say(`leaders.${cut}`, values)];
    }),
  );
}

/** The world: size and forecast, every cut, regions, countries, companies, the map. */
export function writeWorld(book: Book, ground: MarketGround): void {
  const { question, amounts, source } = ground;
  const { say } = book.speaker;
  const world: Place = { key: null, where: {}, name: say('place.world'), part: amounts.total, years: question.outlook.total };
  const totalTags = question.outlook.total.map(({ tag }) => tag);
  book.chapter('global', say('chapter.global'));
  book.section('size', say('section.size'));
  book.text(
    say('text.global-size', {
      ...sizeValues(book, world),
      published: percent(book, question.outlook.cagr.published, 2),
      implied: percent(book, question.outlook.cagr.implied, 4),
    }),
  );
  writeForecast(book, ground, world);
  book.section('segments', say('section.segments'));
  writeLeaders(book, ground, world);
  writeCuts(book, ground, world);
  book.section('places', say('section.places'));
  const regions = amounts.regions.map((part) => placePart(book, question, 'region', part));
  const countries = placesOf(amounts).map((part) => placePart(book, question, 'country', part));
  const whole = { source, totalTags, interval80: lastInterval(question, {}) };
  writeCut(book, amounts.total, regions, { title: say('table.by-region'), header: say('column.region'), ...whole });
  writeCut(book, amounts.total, countries, {
    title: say('table.by-country', { place: world.name }),
    header: say('column.country'),
    ...whole,
  });
  book.section('companies', say('section.shares'));
  book.text(say('text.shares-global', { chapter: say('chapter.companies') }));
  writeMap(book, ground);
}

const LAST = outlookYears.length - 1;

// Regions by areas in the last year, and each country by its size and growth.
function writeMap(book: Book, ground: MarketGround): void {
  const { say } = book.speaker;
  book.section('map', say('section.map'));
  book.text(say('text.map', { year: lastYear }));
  writeMatrix(book, ground);
  writeScatter(book, ground);
}

const inLastYear = (book: Book, part: Part, tag: Tag) => numberCell(book.speaker, (part.shown[LAST] ?? 0) / 10, 1, tag);

/** Parts of a table's width in which no word of a header breaks. */
const widthFor = (header: string) => Math.max(10, ...header.split(/[ -]/).map((word) => 1.05 * word.length));

function writeMatrix(book: Book, { question, amounts, source }: MarketGround): void {
  const { say, place: named } = book.speaker;
  const million = say('unit.usd-million');
  const areas = amounts.cut(null, 'area');
  const tagOf = (axis: 'region' | 'area', key: string) => tagsOf(question, axis, key)[LAST] ?? 'modelled';
  const rows = amounts.regions.map((region) =>
    bodyRow([
      textCell(named(region.key)),
      ...amounts
        .cut(region.key, 'area')
        .map((part) => inLastYear(book, part, weaker(tagOf('region', region.key), tagOf('area', part.key)))),
      inLastYear(book, region, tagOf('region', region.key)),
    ]),
  );
  const totals = areas.map((part) => inLastYear(book, part, tagOf('area', part.key)));
  const world = inLastYear(book, amounts.total, question.outlook.total[LAST]?.tag ?? 'modelled');
  const columns = [
    textColumn(say('column.region'), 22),
    ...areas.map(({ key }) => cutName(book, 'area', key)).map((area) => numberColumn(area, million, widthFor(area), true)),
    numberColumn(say('row.total'), million, 12, true),
  ];
  const title = say('table.map', { year: lastYear });
  book.table({
    title,
    columns,
    rows: [...rows, totalRow([textCell(say('row.total')), ...totals, world])],
    source,
    remark: say('note.usd'),
  });
}

function writeScatter(book: Book, { question, amounts, source }: MarketGround): void {
  const { speaker } = book;
  const { say, place: named, number } = speaker;
  const million = say('unit.usd-million');
  const title = say('table.scatter', { year: lastYear });
  const countries = placesOf(amounts);
  const rows = countries.map((part) => {
    const tag = tagsOf(question, 'country', part.key)[LAST] ?? 'modelled';
    const growth = growthOf(part);
    const grown = numberCell(speaker, growth === null ? null : 100 * growth, 2, tag === 'assumed' ? tag : 'modelled');
    return bodyRow([textCell(named(part.key)), inLastYear(book, part, tag), grown]);
  });
  const drawn = countries.filter(({ shown }) => (shown[LAST] ?? 0) > 0);
  const told = drawn.map((part) =>
    say('figure.point', { name: named(part.key), value: number(endsOf(part)[1], 1), growth: percent(book, growthOf(part) ?? 0, 2) }),
  );
  const columns = [
    textColumn(say('column.country'), 40),
    numberColumn(say('column.value', { unit: million }), million, 30),
    numberColumn(say('column.growth'), '%', 30),
  ];
  const figure = { title, alt: `${say('figure.scatter')} ${told.join('; ')}.`, picture: { kind: 'scatter', x: 1, y: 2 } } as const;
  const remark = drawn.length < countries.length ? { remark: say('note.scatter-without') } : {};
  book.table({ title, columns, rows, source, ...remark }, [figure]);
}

function sizeValues(book: Book, place: Place) {
  const { number } = book.speaker;
  const [first, last] = endsOf(place.part);
  const [low, high] = place.years.at(-1)?.interval80 ?? [0, 0];
  return {
    place: place.key === null ? place.name : book.speaker.inPlace(place.key),
    from: firstYear,
    to: lastYear,
    first: number(first, 1),
    last: number(last, 1),
    low: number(low, 1),
    high: number(high, 1),
    growth: percent(book, growthOf(place.part) ?? 0, 2),
  };
}

/** A region and, after it, each of its named countries. */
export function writeRegion(book: Book, ground: MarketGround, region: Part): void {
  const { question, amounts, source } = ground;
  const { say, number } = book.speaker;
  const place = placeOf(book, ground, 'region', region);
  book.chapter(`region-${region.key.toLowerCase().replaceAll(/[^a-z]+/g, '-')}`, place.name);
  book.section('size', say('section.size'));
  const own = question.position.cuts.region.find(({ key }) => key === region.key);
  const share = number(shareShown(amounts.regions, region.key, 'last'), 1);
  if (!writeSize(book, ground, { place, own, said: () => say('text.region', { ...sizeValues(book, place), share }) })) return;
  book.section('segments', say('section.segments'));
  writeLeaders(book, ground, place);
  writeCuts(book, ground, place);
  book.section('countries', say('section.countries'));
  const countries = (amounts.countries.get(region.key) ?? []).map((part) => placePart(book, question, 'country', part));
  const totalTags = place.years.map(({ tag }) => tag);
  writeCut(book, region, countries, {
    title: say('table.by-country', { place: place.name }),
    header: say('column.country'),
    source,
    totalTags,
    interval80: lastInterval(question, place.where),
  });
}

/** A country. */
export function writeCountry(book: Book, ground: MarketGround, country: Part, region: Part): void {
  const { question, amounts } = ground;
  const { say, number, inPlace } = book.speaker;
  const place = placeOf(book, ground, 'country', country);
  const share = (parts: readonly Part[]) => number(shareShown(parts, country.key, 'last'), 1);
  book.chapter(`country-${country.key.toLowerCase()}`, place.name);
  book.section('size', say('section.size'));
  const ofRegion = share(amounts.countries.get(region.key) ?? []);
  const within = { region: inPlace(region.key), ofRegion, ofWorld: share(placesOf(amounts)) };
  const own = question.position.cuts.country.find(({ key }) => key === country.key);
  if (!writeSize(book, ground, { place, own, said: () => say('text.country', { ...sizeValues(book, place), ...within }) })) return;
  book.section('segments', say('section.segments'));
  writeLeaders(book, ground, place);
  writeCuts(book, ground, place);
}

/** A place with what the network has there, and its size in words. */
interface SizedPlace {
  readonly place: Place;
  readonly own: PositionPart | undefined;
  readonly said: () => string;
}

/** Size and forecast of a place; answers false where nothing was counted there, so that no table of nothing follows. */
function writeSize(book: Book, ground: MarketGround, { place, own, said }: SizedPlace): boolean {
  const { say, inPlace } = book.speaker;
  const hasMarket = place.part.shown.some((value) => value > 0);
  const size = hasMarket ? said() : say('text.no-market', { place: inPlace(place.key ?? '') });
  book.text(`${size} ${ownWords(book, own, inPlace(place.key ?? ''))}`);
  if (hasMarket) writeForecast(book, ground, place);
  return hasMarket;
}

// What the network has there.
function ownWords(book: Book, own: PositionPart | undefined, place: string): string {
  const { say, counted, usd } = book.speaker;
  if (!own || own.places === 0) return say('text.own-none', { place });
  const values = {
    place,
    studies: counted('studies', own.studies),
    places: counted('places', own.places),
    revenue: usd(own.revenue),
  };
  return own.share === null ? say('text.own', values) : say('text.own-share', { ...values, share: percent(book, own.share, 3) });
}
