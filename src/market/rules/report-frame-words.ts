// The few words around a report that every medium needs: contents, lists, captions, the foot of a page.
import { speakerOf } from './report-speaker.ts';
import type { ReportLanguage } from './report-types.ts';

/** Words of a language. */
export function reportWords(language: ReportLanguage) {
  const { say, tag } = speakerOf(language);
  return {
    contents: say('frame.contents'),
    figures: say('frame.figures'),
    tables: say('frame.tables'),
    unit: say('column.unit'),
    tag: say('column.tag'),
    tags: tag,
    source: say('column.source'),
    table: (number: number, title: string) => say('frame.table', { number, title }),
    figure: (number: number, title: string) => say('frame.figure', { number, title }),
    foot: (title: string, page: number, pages: number) => say('frame.foot', { title, page, pages }),
  };
}
