// The coded terms that the example protocols use.
import type { Protocol } from '#studies/rules';

type Term = Protocol['study']['phases'][number];

const term = (code: string, decode: string): Term => ({ code, decode });
const own = (decode: string): Term => ({ code: decode, decode, system: 'urn:siteward:example-term', systemVersion: '1' });

export const officialTitle = term('C207616', 'Official Study Title');
export const shortTitle = term('C207615', 'Brief Study Title');

/** Why a protocol was amended. */
export const reasonTerms = {
  safety: term('C207609', 'New Safety Information Available'),
  strategy: term('C207601', 'Change In Strategy'),
  sites: term('C207604', 'Investigator/Site Feedback'),
  ethics: term('C207605', 'IRB/IEC Feedback'),
  recruitment: term('C207611', 'Recruitment Difficulty'),
  regulator: term('C207612', 'Regulatory Agency Request To Amend'),
  data: term('C207607', 'New Data Available (Other Than Safety Data)'),
} as const;

/** What an amendment touches. */
export const impactTerms = {
  safety: term('C215665', 'Study Subject Safety'),
  rights: term('C215666', 'Study Subject Rights'),
  reliability: term('C215667', 'Study Data Reliability'),
  robustness: term('C215668', 'Study Data Robustness'),
} as const;

const TERMS: Readonly<Record<string, Term>> = {
  'Inclusion Criteria': term('C25532', 'Inclusion Criteria'),
  'Exclusion Criteria': term('C25370', 'Exclusion Criteria'),
  'investigational arm': term('C174266', 'Investigational Arm'),
  'active arm': term('C174267', 'Active Comparator Arm'),
  'placebo arm': term('C174268', 'Placebo Control Arm'),
  'observed arm': own('Observed Cohort'),
  'data of this study': term('C188866', 'Data Generated Within Study'),
  'Screening epoch': term('C202487', 'Screening Epoch'),
  'Baseline epoch': term('C125938', 'Baseline Epoch'),
  'Treatment epoch': term('C101526', 'Treatment Epoch'),
  'Follow-up epoch': term('C202578', 'Follow-Up Epoch'),
  company: term('C54149', 'Pharmaceutical Company'),
  registry: term('C93453', 'Clinical Study Registry'),
  interventional: term('C98388', 'Interventional Study'),
  observational: term('C16084', 'Observational Study'),
  parallel: term('C82639', 'Parallel Study'),
  crossover: term('C82637', 'Crossover Study'),
  'single group': term('C82640', 'Single Group Study'),
};

/** The published term for a word, or the word itself as a term of the examples. */
export function termOf(word: string): Term {
  return TERMS[word] ?? own(word);
}
