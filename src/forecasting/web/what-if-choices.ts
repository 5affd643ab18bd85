// What somebody typed into "what if", as choices that can be answered; what cannot be read changes nothing and is told at its field.
import type { Choices, HistoryElsewhere, SiteOnDay } from '../rules.ts';
import { asItIs } from '../rules.ts';

/** A row of a site to add; `like` is the key of whose rate it has. */
export interface TypedSite {
  readonly id: string;
  /** A site of the network, or null for one that is not in it. */
  readonly siteId: string | null;
  readonly opensOn: string;
  readonly like: string;
}

/** Everything that was typed, as text. */
export interface Typed {
  readonly target: string;
  readonly failure: string;
  readonly add: readonly TypedSite[];
  readonly open: readonly SiteOnDay[];
  readonly close: readonly SiteOnDay[];
}

/** The key of a rate out of the study's own distribution. */
export const likeTheStudy = 'study';

/** Nothing typed. */
export const nothing: Typed = { target: '', failure: '', add: [], open: [], close: [] };

/** What a study allows to be typed. */
export interface Limits {
  /** The smallest target: those who are enrolled. */
  readonly least: number;
  /** The first day on which something can change. */
  readonly tomorrow: string;
  /** The share that fails now; null where nobody's screening has an outcome. */
  readonly share: number | null;
  /** Whose rate a site may have, by key. */
  readonly histories: ReadonlyMap<string, HistoryElsewhere>;
}

/** What is wrong with the numbers. */
export function faultsOf({ target, failure }: Typed, least: number): { readonly target: boolean; readonly failure: boolean } {
  const wanted = Number(target);
  const share = Number(failure.replace(',', '.'));
  return {
    target: target.trim() !== '' && !(/^\d{1,6}$/.test(target.trim()) && wanted >= least && wanted <= 100_000),
    failure: failure.trim() !== '' && !(share >= 0 && share <= 95),
  };
}

/** Whether a day can be planned: it has not come yet. */
export function isAhead(day: string, tomorrow: string): boolean {
  return day >= tomorrow;
}

/** The choices. */
export function choicesOf(typed: Typed, { least, tomorrow, share, histories }: Limits): Choices {
  const faults = faultsOf(typed, least);
  const failure = typed.failure.trim() === '' || faults.failure ? null : Number(typed.failure.replace(',', '.')) / 100;
  const ahead = ({ on }: SiteOnDay) => isAhead(on, tomorrow);
  return {
    ...asItIs,
    add: typed.add
      .filter(({ opensOn }) => opensOn === '' || isAhead(opensOn, tomorrow))
      .map(({ id, opensOn, like }) => ({ id, opensOn: opensOn === '' ? null : opensOn, history: histories.get(like) ?? null })),
    open: typed.open.filter(ahead),
    close: typed.close.filter(ahead),
    target: typed.target.trim() === '' || faults.target ? null : Number(typed.target),
    screenFailure: failure === null || share === null || share >= 1 ? null : { from: share, to: failure },
  };
}
