// Rows as CSV text (RFC 4180) that a spreadsheet opens without running formulas.

const looksLikeFormula = /^[=+\-@\t\r\n＝＋－＠]/;
const isNumber = /^[+-]?\d+(\.\d+)?$/;

function field(text: string): string {
  const harmless = looksLikeFormula.test(text) && !isNumber.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** CSV with a byte order mark, so that accents survive in spreadsheets; cells that look like formulas are disarmed, numbers stay. */
export function csvOf(headers: readonly string[], rows: readonly (readonly string[])[]): string {
  return `\ufeff${[headers, ...rows].map((row) => row.map(field).join(',')).join('\r\n')}\r\n`;
}
