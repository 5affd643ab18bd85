// Numbers as a report writes them: rounded in one way, thousands marked, a minus that is one.
import type { ReportLanguage } from './report-types.ts';

const formats = new Map<string, Intl.NumberFormat>();

/** A number with as many digits after the point. Rounded before it is written, so that a text and a table beside it never differ in the last digit. */
export function numberText(language: ReportLanguage, value: number, digits: number): string {
  const key = `${language} ${digits}`;
  const format =
    formats.get(key) ??
    new Intl.NumberFormat(language === 'en' ? 'en-US' : language, {
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
      useGrouping: 'always',
    } as Intl.NumberFormatOptions);
  formats.set(key, format);
  return format.format(rounded(value, digits)).replaceAll('-', '−');
}

/** A number with no more digits than are shown of it. */
export const rounded = (value: number, digits: number): number => Number(value.toFixed(digits));
