// The steps of an explanation in words: what the arithmetic of a line was, for people who check it.
import { formatDate, formatMinor, type Say } from '#ui';
import { percent } from '../rules.ts';
import type { WhyLine } from './queries.ts';
import { ruleInWords } from './rate-words.ts';

type Why = Pick<WhyLine, 'why' | 'names'>;
export type Step = WhyLine['why']['steps'][number];
type StepOf<K extends Step['kind']> = Extract<Step, { kind: K }>;
type Values = Readonly<Record<string, string | number>>;

/** How steps are told: in whose words, with which names. */
interface Teller {
  readonly say: Say;
  readonly money: (amountMinor: string) => string;
  readonly day: (date: string) => string;
  readonly visit: (key: string) => string;
  readonly activity: (key: string) => string;
}

function tellerOf({ why, names }: Why, say: Say, language: string): Teller {
  return {
    say,
    money: (amountMinor) => formatMinor(amountMinor, why.currency),
    day: (date) => formatDate(date, { language }),
    visit: (key) => names.visits[key] ?? key,
    activity: (key) => names.activities[key] ?? key,
  };
}

/** One step as a sentence; amounts in the explanation's currency, which stands beside them. */
export function stepInWords(step: Step, line: Why, say: Say, language: string): string {
  const teller = tellerOf(line, say, language);
  switch (step.kind) {
    case 'direct':
      return directInWords(step, teller);
    case 'cap-cut':
      return cutInWords(step, teller);
    case 'cap-reached':
      return reachedInWords(step, teller);
    case 'visits-replaced':
      return replacedInWords(step, teller);
    case 'flat-fee':
      return say('calc.flat-fee', { visits: step.visitKeys.map(teller.visit).join(', ') });
    case 'ratio':
      return say(step.isPaid ? 'calc.ratio-paid' : 'calc.ratio-deferred', { ...foundInWords(step, teller), count: step.payableBefore });
    case 'release':
      return say('calc.release', foundInWords(step, teller));
    case 'reversal':
      return reversalInWords(step, teller);
    default:
      return say(`calc.${step.kind}`, valuesOf(step, teller));
  }
}

type Plain = Exclude<
  Step,
  StepOf<'direct' | 'cap-cut' | 'cap-reached' | 'visits-replaced' | 'flat-fee' | 'ratio' | 'release' | 'reversal'>
>;

// Amounts under their own names without the unit, days and shares as they are read.
function valuesOf(step: Plain, { money, day }: Teller): Values {
  const amounts = Object.entries(step).flatMap(([name, value]): [string, string][] =>
    name.endsWith('Minor') && typeof value === 'string' ? [[name.slice(0, -'Minor'.length), money(value)]] : [],
  );
  return {
    ...Object.fromEntries(amounts),
    ...('basisPoints' in step ? { percent: percent(step.basisPoints) } : {}),
    ...('clause' in step ? { clause: step.clause } : {}),
    ...('wentLiveOn' in step ? { version: step.version, from: day(step.effectiveFrom), wentLive: day(step.wentLiveOn) } : {}),
    ...('formerVersion' in step ? { formerVersion: step.formerVersion } : {}),
  };
}

function directInWords({ partly }: StepOf<'direct'>, { say, money, activity }: Teller): string {
  if (partly === null) return say('calc.direct');
  if (partly.kind === 'full') return say('calc.partly.full');
  if (partly.kind === 'all-or-nothing') return say(partly.isMet ? 'calc.partly.met' : 'calc.partly.unmet');
  const { done, planned } = partly;
  const parts = partly.parts.map(({ activityKey, directMinor }) => `${activity(activityKey)} ${money(directMinor)}`).join(' + ');
  return say(parts === '' ? 'calc.partly.noParts' : 'calc.partly.parts', { parts, done, planned });
}

function cutInWords(step: StepOf<'cap-cut'>, { say, money }: Teller): string {
  const isKept = BigInt(step.mostMinor) - BigInt(step.earlierMinor) < BigInt(step.ownMinor);
  return say(isKept ? 'calc.cap-kept' : 'calc.cap-cut', {
    most: money(step.mostMinor),
    earlier: money(step.earlierMinor),
    left: money(step.amountMinor),
    direct: money(step.directMinor),
    overhead: money(step.overheadMinor),
    lost: money(step.lostMinor),
  });
}

function reachedInWords({ cap, lostMinor }: StepOf<'cap-reached'>, { say, money }: Teller): string {
  const lost = money(lostMinor);
  if (cap.kind !== 'amount-per-site') return say(`calc.cap-reached.${cap.kind}`, { limit: cap.count, lost });
  return say('calc.cap-reached.amount-per-site', { most: money(cap.mostMinor), earlier: money(cap.earlierMinor), lost });
}

function replacedInWords({ visits, amountMinor }: StepOf<'visits-replaced'>, { say, money, visit }: Teller): string {
  const parts = visits.map(({ visitKey, isTrueUp, directMinor, overheadMinor }) => {
    const gross = money((BigInt(directMinor) + BigInt(overheadMinor)).toString());
    return say(isTrueUp ? 'calc.true-up-of' : 'calc.visit', { visit: visit(visitKey), gross });
  });
  const sum = parts.length > 1 ? ` = ${money(amountMinor)}` : '';
  return say('calc.visits-replaced', { visits: `${parts.join(' + ')}${sum}` });
}

function foundInWords({ rule, failures, enrolled, screened, payable }: StepOf<'ratio' | 'release'>, { say }: Teller): Values {
  return { rule: ruleInWords(rule, say), found: say('calc.found', { failures, enrolled, screened, payable }) };
}

function reversalInWords({ cause }: StepOf<'reversal'>, { say, day }: Teller): string {
  const values = {
    ...('reason' in cause ? { reason: cause.reason } : {}),
    ...('failedOn' in cause ? { on: day(cause.failedOn) } : {}),
    ...('version' in cause ? { version: cause.version } : {}),
  };
  return say(`calc.reversal.${cause.kind}`, values);
}
