// All Spanish words of a report; the compiler asks for each.
import { reportHeadsSpanish } from './report-heads.es.ts';
import { reportNamesSpanish } from './report-names.es.ts';
import { reportTextsSpanish } from './report-texts.es.ts';
import type { ReportCode } from './report-words.en.ts';

export { shippedReasonsSpanish } from './report-reasons.es.ts';

export const reportSpanish: Readonly<Record<ReportCode, string>> = { ...reportHeadsSpanish, ...reportNamesSpanish, ...reportTextsSpanish };
