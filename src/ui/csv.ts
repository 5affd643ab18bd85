// Rows as CSV text (RFC 4180) that a spreadsheet opens without running formulas.

function field(text: string): string {
  const harmless = /^[=+\-@\t\r＝＋－＠]/.test(text) && !/^[+-]?\d+(\.\d+)?$/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** CSV with a byte order mark, so that accents survive in spreadsheets; cells that look like formulas are disarmed. */
export function csvOf(headers: readonly string[], rows: readonly (readonly string[])[]): string {
  return `\ufeff${[headers, ...rows].map((row) => row.map(field).join(',')).join('\r\n')}\r\n`;
}
