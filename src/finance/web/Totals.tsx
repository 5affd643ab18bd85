// What was earned, per currency: the amount, and its parts that are payable now, held back and still at risk.
import { KeyFacts, MoneyText, type Fact, type Say } from '#ui';
import type { EarnedTotal } from './queries.ts';
import { useFinanceWords } from './words.ts';

/** The answer of the page; one row of figures for each currency, never summed over them. */
export function Totals({ totals }: { readonly totals: readonly EarnedTotal[] }) {
  const say = useFinanceWords();
  return totals.map((total) => <KeyFacts key={total.currency} size="large" facts={factsOf(total, say)} />);
}

function factsOf(total: EarnedTotal, say: Say): readonly Fact[] {
  const fact = (key: string, amountMinor: string): Fact => ({
    term: say(`total.${key}`),
    value: <MoneyText amountMinor={amountMinor} currency={total.currency} />,
    note: say(`total.${key}Note`),
  });
  return [
    fact('earned', total.earnedMinor),
    fact('payable', total.payableMinor),
    fact('heldBack', total.heldBackMinor),
    ...(total.deferredMinor === '0' ? [] : [fact('deferred', total.deferredMinor)]),
  ];
}
