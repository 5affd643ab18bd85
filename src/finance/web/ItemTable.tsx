// The prices of what need not happen, beside those of visits: trigger, price, how often it is paid, and until when it may be invoiced.
import { useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { Button, ScrollRegion } from '#ui';
import { priceOf } from '../rules.ts';
import classes from './editor.module.css';
import { ItemRow } from './ItemRow.tsx';
import { moveBetweenAmounts } from './move-between-amounts.ts';
import { PriceHead } from './PriceHead.tsx';
import { studiesApi, type Contract } from './queries.ts';
import { ruleTerms } from './rule-terms.ts';
import { itemBodies, withBlankItem, type TypedItem } from './typed-items.ts';
import type { TermsFaults, TypedTerms } from './typed-terms.ts';
import { useFinanceWords } from './words.ts';

export interface ItemTableProps {
  readonly contract: Contract;
  readonly typed: TypedTerms;
  readonly onChange: (typed: TypedTerms) => void;
  readonly faults: TermsFaults;
}

/** The table; Enter and the arrows move between amounts. */
export function ItemTable({ contract, typed, onChange, faults }: ItemTableProps) {
  const say = useFinanceWords();
  const table = useRef<HTMLTableElement>(null);
  const schedule = useQuery({
    ...studiesApi.schedule.queryOptions({ input: { params: { studyId: contract.studyId } } }),
    staleTime: 60_000,
    retry: false,
  });
  const { items } = typed;
  const version = ruleTerms(typed, contract.currency);
  const priceOfItem = (item: TypedItem) => {
    const [body] = itemBodies([item], contract.currency);
    const term = body && { ...body, directMinor: BigInt(body.directMinor), hasOverhead: body.withOverhead, hasHoldback: body.withHoldback };
    return term && priceOf(term, version);
  };
  return (
    <fieldset className={classes.part}>
      <legend>{say('items.title')}</legend>
      <p className={classes.quiet}>{say(items.length === 0 ? 'items.none' : 'items.lead')}</p>
      {items.length > 0 && (
        <div className={classes.frame}>
          <ScrollRegion label={say('items.title')} className={classes.scroll}>
            {/* The keys come up from the fields of the cells. */}
            {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
            <table
              ref={table}
              className={`${classes.table} ${classes.items}`}
              onKeyDown={(event) => moveBetweenAmounts(event, table.current)}
            >
              <PriceHead
                currency={contract.currency}
                first={say('items.itemAndTrigger')}
                amounts={[say('items.siteAmount')]}
                between={[say('items.perSubject'), say('items.perSite'), say('items.submitWithin')]}
              />
              <tbody>
                {items.map((item) => (
                  <ItemRow
                    key={item.row}
                    item={item}
                    activities={schedule.data?.activities ?? []}
                    price={priceOfItem(item)}
                    currency={contract.currency}
                    faults={faults}
                    onChange={(next) => onChange({ ...typed, items: items.map((each) => (each.row === next.row ? next : each)) })}
                    onRemove={() => onChange({ ...typed, items: items.filter((each) => each.row !== item.row) })}
                  />
                ))}
              </tbody>
            </table>
          </ScrollRegion>
        </div>
      )}
      <Button variant="default" size="xs" onClick={() => onChange({ ...typed, items: withBlankItem(items) })}>
        {say('items.add')}
      </Button>
    </fieldset>
  );
}
