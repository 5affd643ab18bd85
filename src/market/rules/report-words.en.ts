// All English words of a report.
import { reportHeadsEnglish } from './report-heads.en.ts';
import { reportNamesEnglish } from './report-names.en.ts';
import { reportTextsEnglish } from './report-texts.en.ts';

export const reportEnglish = { ...reportHeadsEnglish, ...reportNamesEnglish, ...reportTextsEnglish } as const;

/** What a report can say. */
export type ReportCode = keyof typeof reportEnglish;
