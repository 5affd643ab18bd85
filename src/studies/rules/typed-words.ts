// Typed text made comparable: one kind of minus sign and space, no accents, lower case.

/** The text as rules compare it. Nothing of it is kept, so what it drops is never lost from a record. */
export function folded(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[\u2010-\u2015\u2212]/g, '-')
    .replaceAll(/\s+/gu, ' ')
    .trim()
    .toLowerCase();
}
