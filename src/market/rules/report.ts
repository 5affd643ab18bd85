// The whole report in one language, chapter by chapter, out of a run and what is held beside it. Pure: the same question, the same report.
import { type Amounts, type Part, amountsOf } from './report-amounts.ts';
import { writeAssumptions } from './report-assumptions.ts';
import { Book } from './report-book.ts';
import { writeEvidence } from './report-evidence.ts';
import { writeOverview, writeSummary, writeVoice } from './report-front.ts';
import { type MarketGround, writeCountry, writeRegion, writeWorld } from './report-market.ts';
import { writeMethod } from './report-method.ts';
import { writeRecommendations } from './report-recommendations.ts';
import { type Speaker, speakerOf } from './report-speaker.ts';
import { writeCompanies, writeDynamics, writeForces, writeSwot, writeTrends } from './report-strategy.ts';
import type { Report, ReportLanguage, ReportQuestion } from './report-types.ts';
import { unknownCountry } from './taxonomy.ts';

/** The version of the report's making: another one makes another report of the same run. */
export const reportVersion = 'report-4';

/** The report of a question. */
export function reportOf(question: ReportQuestion, language: ReportLanguage): Report {
  const speaker = speakerOf(language);
  const { say, day } = speaker;
  const { run } = question;
  const book = new Book(speaker);
  const source = say('source.outlook', { day: day(run.madeOn), kernel: run.kernel, digest: run.resultSha256.slice(0, 12) });
  const ground: MarketGround = { question, amounts: amountsOf(question.outlook), source };
  writeOverview(book, ground);
  writeMethod(book, ground);
  writeSummary(book, ground);
  writeVoice(book, ground);
  writeWorld(book, ground);
  writePlaces(book, ground);
  writeDynamics(book, question);
  writeTrends(book, question);
  writeSwot(book, question);
  writeForces(book, question);
  writeCompanies(book, question);
  writeRecommendations(book, ground);
  writeSources(book, ground);
  const mark = question.isDemo ? say('report.demo') : null;
  const facts = factsOf(speaker, question);
  return { language, title: say('report.title'), lead: say('report.lead'), mark, facts, chapters: book.chapters };
}

function writePlaces(book: Book, ground: MarketGround): void {
  for (const region of ground.amounts.regions.filter(({ key }) => key !== unknownCountry)) {
    writeRegion(book, ground, region);
    for (const country of namedCountries(ground.amounts, region)) writeCountry(book, ground, country, region);
  }
}

/** The named countries of a region; the others of it have no chapter. */
function namedCountries({ countries }: Amounts, region: Part): readonly Part[] {
  return (countries.get(region.key) ?? []).filter(({ key }) => /^[A-Z]{2}$/.test(key));
}

function writeSources(book: Book, { question }: MarketGround): void {
  const { say } = book.speaker;
  book.chapter('sources', say('chapter.sources'));
  book.section('evidence', say('section.evidence'));
  book.text(say('text.evidence'));
  writeEvidence(book, say('table.evidence'), question.outlook.evidence);
  book.section('assumptions', say('section.assumptions'));
  writeAssumptions(book, question.outlook.assumptions);
}

function factsOf({ say, day }: Speaker, { run, activity, position }: ReportQuestion): Report['facts'] {
  return [
    [say('fact.run'), run.id],
    [say('fact.made'), day(run.madeOn)],
    [say('fact.kernel'), `${run.kernel}, ${reportVersion}`],
    [say('fact.seed'), run.seed],
    [say('fact.input'), run.inputSha256],
    [say('fact.result'), run.resultSha256],
    [say('fact.activity'), activity ? activity.fileName : say('fact.no-activity')],
    [say('fact.window'), `${day(position.window.from)} – ${day(position.window.to)}`],
  ];
}
