// All Spanish words of a report; the compiler asks for each.
import { reportHeadsSpanish } from './report-heads-spanish.ts';
import { reportNamesSpanish } from './report-names-spanish.ts';
import { reportTextsSpanish } from './report-texts-spanish.ts';
import type { ReportCode } from './report-words.en.ts';

export const reportSpanish: Readonly<Record<ReportCode, string>> = { ...reportHeadsSpanish, ...reportNamesSpanish, ...reportTextsSpanish };
