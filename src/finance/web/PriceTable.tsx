// The prices of a draft as a table to type in; gross and split follow every key by the rules that will price the visits.
import { useQuery } from '@tanstack/react-query';
import { Button, MoneyText, ScrollRegion, type Say } from '#ui';
import classes from './editor.module.css';
import { PriceRow } from './PriceRow.tsx';
import { studiesApi, type Contract } from './queries.ts';
import { priceOfRow, withBlankRow, type TermsFaults, type TypedTerms } from './typed-terms.ts';
import { useFinanceWords } from './words.ts';

export interface PriceTableProps {
  readonly contract: Contract;
  readonly typed: TypedTerms;
  readonly onChange: (typed: TypedTerms) => void;
  readonly faults: TermsFaults;
}

/** The table. */
export function PriceTable({ contract, typed, onChange, faults }: PriceTableProps) {
  const say = useFinanceWords();
  const { currency } = contract;
  const schedule = useQuery({
    ...studiesApi.schedule.queryOptions({ input: { params: { studyId: contract.studyId } } }),
    staleTime: 60_000,
  });
  const planned = schedule.data?.visits.filter(({ isMain, key }) => isMain || typed.rows.some((row) => row.visitKey === key)) ?? [];
  const missing = planned.filter(({ key }) => !typed.rows.some((row) => row.visitKey === key));
  const addAll = () =>
    onChange(
      missing.reduce((terms, visit) => {
        const longer = withBlankRow(terms);
        return {
          ...longer,
          rows: longer.rows.map((row, at) => (at === longer.rows.length - 1 ? { ...row, visitKey: visit.key, label: visit.name } : row)),
        };
      }, typed),
    );
  return (
    <fieldset className={classes.part}>
      <legend>{say('pricesTitle')}</legend>
      {typed.rows.length === 0 && <p className={classes.quiet}>{say('noRows')}</p>}
      {typed.rows.length > 0 && (
        <div className={classes.frame}>
          <ScrollRegion label={say('pricesTitle')} className={classes.scroll}>
            <table className={classes.table}>
              <Head currency={currency} say={say} />
              <tbody>
                {typed.rows.map((row) => (
                  <PriceRow
                    key={row.row}
                    row={row}
                    price={priceOfRow(row, typed, currency)}
                    currency={currency}
                    planned={planned}
                    faults={faults}
                    onChange={(next) => onChange({ ...typed, rows: typed.rows.map((each) => (each.row === row.row ? next : each)) })}
                    onRemove={() => onChange({ ...typed, rows: typed.rows.filter((each) => each.row !== row.row) })}
                  />
                ))}
              </tbody>
              <Foot typed={typed} currency={currency} say={say} />
            </table>
          </ScrollRegion>
        </div>
      )}
      <div className={classes.foot}>
        <Button variant="default" size="xs" onClick={() => onChange(withBlankRow(typed))}>
          {say('addVisit')}
        </Button>
        {missing.length > 0 && (
          <Button variant="default" size="xs" onClick={addAll}>
            {say('addPlanned', { count: missing.length })}
          </Button>
        )}
      </div>
    </fieldset>
  );
}

function Head({ currency, say }: { readonly currency: string; readonly say: Say }) {
  const amount = (word: string) => (
    <th scope="col" className={classes.number}>
      {word} <span className={classes.unit}>{currency}</span>
    </th>
  );
  return (
    <thead>
      <tr>
        <th scope="col">{say('visit')}</th>
        {amount(say('direct'))}
        <th scope="col">{say('plusOverhead')}</th>
        <th scope="col">{say('lessHoldback')}</th>
        {amount(say('gross'))}
        {amount(say('payableNow'))}
        {amount(say('heldBack'))}
        <th scope="col">{say('partlyDone')}</th>
        <th scope="col">{say('clause')}</th>
        <th scope="col">
          <span className="sw-hidden">{say('removeRow')}</span>
        </th>
      </tr>
    </thead>
  );
}

/** One of each: what a participant who comes to every visit would earn. */
function Foot({ typed, currency, say }: { readonly typed: TypedTerms; readonly currency: string; readonly say: Say }) {
  const prices = typed.rows.map((row) => priceOfRow(row, typed, currency));
  const sum = (key: 'directMinor' | 'overheadMinor' | 'grossMinor' | 'payableMinor' | 'holdbackMinor') =>
    prices.every((price) => price !== undefined) ? (
      <MoneyText amountMinor={prices.reduce((total, price) => total + price[key], 0n).toString()} currency={currency} bare />
    ) : (
      ''
    );
  return (
    <tfoot>
      <tr>
        <td>{say('oneOfEach')}</td>
        <td className={classes.number}>{sum('directMinor')}</td>
        <td colSpan={2} className={classes.number}>
          {sum('overheadMinor')}
        </td>
        <td className={classes.number}>{sum('grossMinor')}</td>
        <td className={classes.number}>{sum('payableMinor')}</td>
        <td className={classes.number}>{sum('holdbackMinor')}</td>
        <td colSpan={3}>{currency}</td>
      </tr>
    </tfoot>
  );
}
