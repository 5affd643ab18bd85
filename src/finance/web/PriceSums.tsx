// The sums under the prices, by every key: what a complete participant and a screen failure would earn.
import { KeyFacts, MoneyText } from '#ui';
import { priceLines, typedSums } from './price-lines.ts';
import classes from './editor.module.css';
import type { ScheduleGrid } from './queries.ts';
import type { TypedTerms } from './typed-terms.ts';
import { useFinanceWords } from './words.ts';

export interface PriceSumsProps {
  readonly typed: TypedTerms;
  readonly grid: ScheduleGrid | undefined;
  readonly currency: string;
}

/** The sums; nothing while there is no schedule to walk through. */
export function PriceSums({ typed, grid, currency }: PriceSumsProps) {
  const say = useFinanceWords();
  const sums = typedSums(typed, grid, currency);
  if (!sums) return null;
  const unpriced = priceLines(typed, grid, '').filter(({ visit, row }) => visit?.isMain && row.direct.trim() === '').length;
  const amount = (minor: bigint) => <MoneyText amountMinor={minor.toString()} currency={currency} />;
  return (
    <section className={classes.sums} aria-label={say('sums.title')}>
      <KeyFacts
        facts={[
          {
            term: say('sums.complete'),
            value: amount(sums.complete.grossMinor),
            note: (
              <>
                {say('payableNow')} {amount(sums.complete.payableMinor)}, {say('heldBack')} {amount(sums.complete.heldBackMinor)}
              </>
            ),
          },
          { term: say('sums.failed'), value: amount(sums.failed.grossMinor), note: say('sums.failedNote') },
          { term: say('sums.unpriced'), value: unpriced },
        ]}
      />
    </section>
  );
}
