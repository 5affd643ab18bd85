// The term for screen failures as a person types it.
import type { ScreenFailureView, TermsBody } from './queries.ts';
import { percent } from '../rules.ts';
import { typedAmount } from './rate-words.ts';
import { basisPointsOf, minorOf } from './read-typed.ts';

type Rule = ScreenFailureView['rule'];

/** Numbers as text; those that the chosen rule does not use are kept as they were typed. */
export interface TypedFailure {
  readonly key: string;
  readonly label: string;
  readonly clause: string;
  /** Visit keys with commas between them. */
  readonly visits: string;
  readonly pays: ScreenFailureView['amount']['kind'];
  readonly flat: string;
  readonly withOverhead: boolean;
  readonly rule: Rule['kind'];
  readonly initial: string;
  readonly pay: string;
  readonly perEnrolled: string;
  /** Empty: no upper limit. */
  readonly max: string;
  readonly percent: string;
}

/** The usual beginning: the screening visit's gross, one paid per three enrolled. */
export function blankFailure(label: string): TypedFailure {
  return {
    key: 'screen-failure',
    label,
    clause: '',
    visits: '',
    pays: 'visits-gross',
    flat: '',
    withOverhead: false,
    rule: 'ratio',
    initial: '0',
    pay: '1',
    perEnrolled: '3',
    max: '',
    percent: '',
  };
}

/** A term as it stands in the form. */
export function typedFailure(term: ScreenFailureView, currency: string): TypedFailure {
  const { amount, rule } = term;
  return {
    ...blankFailure(term.label),
    key: term.key,
    clause: term.clause,
    visits: term.visitKeys.join(', '),
    pays: amount.kind,
    ...(amount.kind === 'flat' ? { flat: typedAmount(amount.directMinor, currency), withOverhead: amount.withOverhead } : {}),
    rule: rule.kind,
    ...(rule.kind === 'ratio'
      ? {
          initial: String(rule.initial),
          pay: String(rule.pay),
          perEnrolled: String(rule.perEnrolled),
          max: rule.max === null ? '' : String(rule.max),
        }
      : {}),
    ...('basisPoints' in rule ? { percent: percent(rule.basisPoints).slice(0, -1) } : {}),
  };
}

const countOf = (text: string): number | undefined => (/^\d{1,6}$/.test(text.trim()) && Number(text) <= 100_000 ? Number(text) : undefined);

function ruleOf(typed: TypedFailure): Rule | undefined {
  if (typed.rule === 'all' || typed.rule === 'none') return { kind: typed.rule };
  if (typed.rule !== 'ratio') {
    const basisPoints = basisPointsOf(typed.percent, typed.rule === 'percent-of-screened' ? 10_000 : 1_000_000);
    return basisPoints === undefined ? undefined : { kind: typed.rule, basisPoints };
  }
  const [initial, pay, perEnrolled] = [countOf(typed.initial), countOf(typed.pay), countOf(typed.perEnrolled)];
  const max = typed.max.trim() === '' ? null : countOf(typed.max);
  if (initial === undefined || pay === undefined || !perEnrolled || max === undefined) return undefined;
  return { kind: 'ratio', initial, pay, perEnrolled, max };
}

/** What is sent; undefined while something is missing or cannot be read. */
export function failureBody(typed: TypedFailure, currency: string): NonNullable<TermsBody['screenFailure']> | undefined {
  const visitKeys = [
    ...new Set(
      typed.visits
        .split(',')
        .map((key) => key.trim())
        .filter(Boolean),
    ),
  ];
  const rule = ruleOf(typed);
  const directMinor = typed.pays === 'flat' ? minorOf(typed.flat, currency) : '0';
  if (!typed.clause.trim() || visitKeys.length === 0 || rule === undefined || directMinor === undefined) return undefined;
  return {
    key: typed.key,
    label: typed.label,
    clause: typed.clause.trim(),
    visitKeys,
    amount: typed.pays === 'flat' ? { kind: 'flat', directMinor, withOverhead: typed.withOverhead } : { kind: 'visits-gross' },
    rule,
  };
}
