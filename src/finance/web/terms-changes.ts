// What differs between two sets of terms, as pairs of words: rates, the price of each visit, screen failures.
import { formatDate, formatMinor, type Say } from '#ui';
import type { TermsBody } from './queries.ts';
import { capsInWords, failureInWords, priceOfTerm, ratesInWords, triggerInWords } from './rate-words.ts';
import { termNames } from './term-names.ts';

/** Terms as they are sent, and as a version shows them. */
export type Terms = Pick<TermsBody, 'effectiveFrom' | 'overheadBasisPoints' | 'holdback' | 'visitTerms' | 'invoiceables' | 'screenFailure'>;

/** One difference; words on both sides. */
export interface TermsChange {
  readonly what: string;
  readonly before: string;
  readonly after: string;
}

interface Told {
  readonly currency: string;
  readonly say: Say;
  readonly language: string;
  readonly activities?: readonly { readonly key: string; readonly name: string }[] | undefined;
}

/** The differences; `before` is undefined where there was no version yet. */
export function termsChanges(
  before: Terms | undefined,
  after: Terms,
  { currency, say, language, activities }: Told,
): readonly TermsChange[] {
  const names = termNames([...(before?.visitTerms ?? []), ...after.visitTerms], activities);
  const none = say('nothingYet');
  const rates = (terms: Terms | undefined) => (terms ? ratesInWords(terms, say) : [none, none]);
  const [was, is] = [rates(before), rates(after)];
  const price = (terms: Terms | undefined, visitKey: string) => {
    const term = terms?.visitTerms.find((each) => each.visitKey === visitKey);
    if (!terms || !term) return say('notPriced');
    const { grossMinor, holdbackMinor } = priceOfTerm(term, terms, currency);
    const gross = `${formatMinor(grossMinor.toString(), currency)} ${currency}`;
    return holdbackMinor === 0n ? gross : say('grossHeld', { gross, heldBack: formatMinor(holdbackMinor.toString(), currency) });
  };
  const item = (terms: Terms | undefined, key: string) => {
    const term = terms?.invoiceables.find((each) => each.key === key);
    if (!terms || !term) return say('notPriced');
    const gross = formatMinor(priceOfTerm(term, terms, currency).grossMinor.toString(), currency);
    const window = term.submitWithinDays === null ? [] : [say('items.window', { count: term.submitWithinDays })];
    const price = say('items.price', { price: `${gross} ${currency}`, trigger: triggerInWords(term, names, say) });
    return [price, capsInWords(term, currency, say), ...window].filter(Boolean).join(', ');
  };
  const items = [...(before?.invoiceables ?? []), ...after.invoiceables];
  const failure = (terms: Terms | undefined) =>
    terms?.screenFailure ? failureInWords(terms.screenFailure, currency, names, say) : say('failure.notPaid');
  const visits = [...new Set([...(before?.visitTerms ?? []), ...after.visitTerms].map((term) => term.visitKey))];
  const all: readonly TermsChange[] = [
    {
      what: say('effectiveFrom'),
      before: before ? formatDate(before.effectiveFrom, { language }) : none,
      after: formatDate(after.effectiveFrom, { language }),
    },
    { what: say('overhead'), before: was[0] ?? none, after: is[0] ?? none },
    { what: say('holdback'), before: was[1] ?? none, after: is[1] ?? none },
    ...visits.map((visitKey) => ({ what: names.visit(visitKey), before: price(before, visitKey), after: price(after, visitKey) })),
    ...[...new Set(items.map(({ key }) => key))].map((key) => ({
      what: items.findLast((each) => each.key === key)?.label ?? key,
      before: item(before, key),
      after: item(after, key),
    })),
    { what: say('failureTitle'), before: failure(before), after: failure(after) },
  ];
  return all.filter((change) => change.before !== change.after);
}
