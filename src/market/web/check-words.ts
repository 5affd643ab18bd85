// The checks of an outlook in the reader's words. The server tells them in English with their figures; what it may say is read here.
import { formatNumber, type Say } from '#ui';
import { keyName, percent } from './names.ts';
import type { Outlook } from './queries.ts';

type Check = Outlook['checks'][number];

/** A check as it is read; `language` where it could only be told as the server said it. */
export interface CheckWords {
  readonly name: string;
  readonly detail: string;
  readonly language?: 'en';
}

interface Ground {
  readonly outlook: Pick<Outlook, 'cagr' | 'conflicts' | 'evidence' | 'margins' | 'total'>;
  readonly say: Say;
  readonly language: string;
}

type Reading = (found: RegExpExecArray, check: Check, ground: Ground) => CheckWords | null;

const number = (text = '') => Number(text.replaceAll(',', ''));

const figure = (text: string | undefined, language: string) => formatNumber(number(text), undefined, language);

/** `50.7 %` in the reader's language. */
const share = (text: string | undefined, language: string) => percent(number(text) / 100, language);

/** `50.7 % of 2025` or `7.0 % a year`. */
function told(text: string, { say, language }: Ground): string {
  const [, rate, year] = /^(-?[\d.]+) %(?: of (\d{4})| a year)$/.exec(text) ?? [];
  const shown = share(rate, language);
  return year ? say('checks.ofYear', { share: shown, year }) : say('aYear', { rate: shown });
}

const total: Reading = ([, year], { detail }, { say, language }) => {
  const name = say('checks.total', { year });
  const off = /^USD ([\d,.]+) million here, USD ([\d,.]+) million published$/.exec(detail);
  if (off) return { name, detail: say('checks.totalOff', { here: figure(off[1], language), published: figure(off[2], language) }) };
  const met = /^USD ([\d,.]+) million, as published$/.exec(detail);
  return met && { name, detail: say('checks.totalHolds', { value: figure(met[1], language) }) };
};

const sums: Reading = (_, { detail }, { say, language }) => {
  const found = /^In each of (\d+) years, to USD (\d+): largest difference (\d+) units$/.exec(detail);
  if (!found) return null;
  return {
    name: say('checks.sums'),
    detail: say('checks.sumsDetail', { years: found[1], unit: figure(found[2], language), worst: found[3] }),
  };
};

const positive: Reading = (_, { detail }, { say, language }) => {
  const found = /^(\d+) cells a year$/.exec(detail);
  return found && { name: say('checks.positive'), detail: say('checks.positiveDetail', { cells: figure(found[1], language) }) };
};

const growth: Reading = (_, _check, { outlook: { cagr }, say, language }) => ({
  name: say('checks.growth'),
  detail: say('checks.growthDetail', { published: percent(cagr.published, language, 2), implied: percent(cagr.implied, language, 4) }),
});

const bases: Readonly<Record<string, string>> = {
  'the registry file and the assumptions': 'checks.onCounted',
  'the shipped assumptions alone': 'checks.onShipped',
  'the assumptions as they were changed': 'checks.onChanged',
};

const basisOf = (text: string | undefined, say: Say) => say(bases[text ?? ''] ?? 'checks.onChanged');

const rank: Reading = ([, key = '', kind], { detail }, ground) => {
  const { say, language } = ground;
  const axis = kind === 'largest region' ? 'region' : 'area';
  const known = keyName(axis, key, say, language);
  const name = say(axis === 'region' ? 'checks.largest' : 'checks.fastest', { key: known });
  const nothing = /^There is nothing in .+ on (.+)$/.exec(detail);
  if (nothing) return { name, detail: say('checks.rankNothing', { basis: basisOf(nothing[1], say), key: known }) };
  const [, first = '', often] = /^(.*?)(?:; so in ([\d.]+) % of the refits)?$/.exec(detail) ?? [];
  const refits = often === undefined ? '' : ` ${say('checks.refits', { share: share(often, language) })}`;
  const holds = /^On (the .+?) it holds: (.+)$/.exec(first);
  if (holds)
    return { name, detail: say('checks.rankHolds', { basis: basisOf(holds[1], say), told: told(holds[2] ?? '', ground) }) + refits };
  const fails =
    /^On (the registry file and the assumptions|the shipped assumptions alone|the assumptions as they were changed) (.+) is ahead with (.+) against (.+); (.+) states .+$/.exec(
      first,
    );
  if (!fails) return null;
  const facts = {
    basis: basisOf(fails[1], say),
    ahead: keyName(axis, fails[2] ?? '', say, language),
    aheadTold: told(fails[3] ?? '', ground),
    told: told(fails[4] ?? '', ground),
    source: fails[5],
    key: known,
  };
  return { name, detail: say('checks.rankFails', facts) + refits };
};

const axes = ['service', 'area', 'phase', 'region', 'country'] as const;

const claim: Reading = ([, id], { detail }, { outlook, say, language }) => {
  const found = /^(.+) in (\d{4}): ([\d.]+) % (?:must be met|claimed to within ([\d.]+) %), ([\d.]+) % in the outlook$/.exec(detail);
  const key = found?.[1];
  const axis = axes.find((one) => outlook.margins[one].some((row) => row.key === key));
  if (!found || key === undefined || !axis) return null;
  const facts = {
    key: keyName(axis, key, say, language),
    year: found[2],
    asked: share(found[3], language),
    met: share(found[5], language),
    sd: share(found[4] ?? '0', language),
  };
  return { name: say('checks.claim', { id }), detail: say(found[4] === undefined ? 'checks.claimExact' : 'checks.claimWithin', facts) };
};

/** `60.0 %` or `USD 20,000 million`, in the reader's language. */
function stated(text: string | undefined, { say, language }: Ground): string {
  const value = /^USD ([\d.,]+) million$/.exec(text ?? '')?.[1];
  return value === undefined ? share(text?.replace(' %', ''), language) : say('checks.amount', { value: figure(value, language) });
}

const statement: Reading = ([, id], { detail }, ground) => {
  const { outlook, say } = ground;
  const record = outlook.evidence.find((one) => one.id === id);
  const found = /^.+ in (\d{4}): (.+?) stated by .*; (.+?) in the outlook, 80 % (.+?) to (.+)$/.exec(detail);
  if (!record || !found) return null;
  const [, year, claimed, here, low, high] = found;
  const [told1, here1, low1, high1] = [claimed, here, low, high].map((text) => stated(text, ground));
  return {
    name: say('checks.stated', { claim: record.claim }),
    detail: say('checks.statedDetail', { year, stated: told1, source: record.source, here: here1, low: low1, high: high1 }),
  };
};

const basis: Reading = (_, { detail }, { say, language }) => {
  const name = say('checks.basis');
  if (detail.startsWith('No registry file')) return { name, detail: say('checks.basisShipped') };
  const found = /^([\d,.]+) site-years of (\d{4})/.exec(detail);
  const from = /trend from (\d{4}) on/.exec(detail)?.[1];
  if (!found) return null;
  const counted = say('checks.basisCounted', { siteYears: figure(found[1], language), year: found[2] });
  return { name, detail: `${counted} ${from ? say('checks.basisTrend', { from }) : say('checks.basisNoTrend')}` };
};

const agreement: Reading = (_, { detail, ok }, { outlook, say }) => {
  const name = say('checks.agree');
  if (!ok) return { name, detail: say('checks.conflictDetail', { count: outlook.conflicts.length }) };
  return { name, detail: say('checks.agreeDetail', { count: number(/^(\d+) records$/.exec(detail)?.[1]) }) };
};

const readings: readonly (readonly [RegExp, Reading])[] = [
  [/^total (\d{4}) is as published$/, total],
  [/^cells add to every margin and to the total$/, sums],
  [/^no cell is below nothing$/, positive],
  [/^growth is as published$/, growth],
  [/^(.+) is the (largest region|fastest growing area)$/, rank],
  [/^claim (.+) is met$/, claim],
  [/^what (.+) states lies within the 80 %$/, statement],
  [/^every share says what it stands on$/, basis],
  [/^evidence does not contradict itself$/, agreement],
];

/** A check in words; as the server said it where nobody here knows it. */
export function checkInWords(check: Check, ground: Ground): CheckWords {
  for (const [pattern, read] of readings) {
    const found = pattern.exec(check.name);
    const words = found && read(found, check, ground);
    if (words) return words;
  }
  return { name: check.name, detail: check.detail, language: 'en' };
}

/** What a contradiction does to the outlook, by what is measured. */
export function effectInWords({ quantity, year }: Outlook['conflicts'][number], { outlook, say }: Pick<Ground, 'outlook' | 'say'>): string {
  if (quantity === 'market-size' && outlook.total.some((one) => one.year === year)) return say('conflicts.total');
  if (quantity === 'share') return say('conflicts.share');
  return say(quantity === 'largest-region' || quantity === 'fastest-growing-area' ? 'conflicts.rank' : 'conflicts.told');
}
