// A study's short code, and the taxonomy of phases that portfolios are cut by.

/** What the code of a study is: letters, digits, dot, underscore and hyphen, 64 at most. */
export const studyCodePattern = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

/** Whether a text can be the code of a study. */
export function isStudyCode(text: string): boolean {
  return studyCodePattern.test(text);
}

/** A code made of a study's name, `CDISC PILOT - LZZT` to `CDISC-PILOT-LZZT`; null when the name holds no letter or digit we can use. */
export function studyCode(name: string): string | null {
  const code = name
    .normalize('NFKD')
    .replaceAll(/\p{M}+/gu, '')
    .replaceAll(/[^A-Za-z0-9._]+/g, '-')
    .replace(/^[^A-Za-z0-9]+/, '')
    .slice(0, 64)
    .replace(/[-._]+$/, '');
  return isStudyCode(code) ? code : null;
}

export const phases = ['I', 'II', 'III', 'IV'] as const;
const ROMAN: Readonly<Record<string, (typeof phases)[number]>> = {
  '1': 'I',
  '2': 'II',
  '3': 'III',
  '4': 'IV',
  i: 'I',
  ii: 'II',
  iii: 'III',
  iv: 'IV',
};

/** Phases as the portfolio knows them: `Phase II/III Trial` is II and III. A wording that names none is kept as written. */
export function phasesOf(wording: string): string[] {
  const found = [...wording.matchAll(/(?:^|[^A-Za-z0-9])(iv|i{1,3}|[1-4])[ab]?(?![A-Za-z0-9])/gi)].map(
    (match) => ROMAN[(match[1] ?? '').toLowerCase()],
  );
  const known = found.filter((phase) => phase !== undefined);
  return known.length === 0 ? [wording] : [...new Set(known)];
}
