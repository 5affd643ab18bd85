// Text that a protocol file carries with markup, as plain lines: nothing of it is ever drawn as markup.

const entities: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  le: '≤',
  ge: '≥',
  deg: '°',
  micro: 'µ',
  plusmn: '±',
  amp: '&',
};

function decoded(text: string): string {
  return text.replace(/&(?:#(\d{1,6})|#x([0-9a-f]{1,6})|([a-z]+));/gi, (whole, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) return entities[name.toLowerCase()] ?? whole;
    const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
    return code > 31 && code <= 0x10ffff ? String.fromCodePoint(code) : ' ';
  });
}

/** Paragraphs and items of lists as lines, other tags left out; text without tags stays as it is, a lone `<` too. */
export function plainText(text: string): string {
  const lines = text
    .replace(/<\s*li\b[^<>]*>/gi, '\n• ')
    .replace(/<\s*(br|p|div|tr|h[1-6])\b[^<>]*>|<\s*\/\s*(p|div|li|ol|ul|tr|table|h[1-6])\s*>/gi, '\n')
    .replace(/<\/?[a-z][^<>]*>/gi, '');
  return decoded(lines)
    .split('\n')
    .map((line) => line.replace(/[ \t]+/g, ' ').trim())
    .filter((line) => line !== '')
    .join('\n')
    .replace(/•\n/g, '• ');
}
