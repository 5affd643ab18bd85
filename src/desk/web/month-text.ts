// Months as people read them: `Apr`, `Jan 2026` at the turn of a year, `Apr 2026` in full.

/** `2026-04` as `Apr`; January, and every month in full, carries its year. */
export function monthText(month: string, language: string, full = false): string {
  const [year = '', number = ''] = month.split('-');
  const name = new Intl.DateTimeFormat(language === 'en' ? 'en-US' : language, { month: 'short', timeZone: 'UTC' }).format(
    Date.UTC(Number(year), Number(number) - 1, 15),
  );
  return full || number === '01' ? `${name} ${year}` : name;
}
