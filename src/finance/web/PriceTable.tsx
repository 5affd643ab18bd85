// The prices of a draft beside the schedule: one row for each visit in its order; gross, split and sums follow every key.
import { useQuery } from '@tanstack/react-query';
import { useRef, useState, type ClipboardEvent } from 'react';
import { Button, ScrollRegion, StatusWord, TextField, type Say } from '#ui';
import classes from './editor.module.css';
import { moveBetweenAmounts } from './move-between-amounts.ts';
import { pastedPrices } from './pasted-prices.ts';
import { PriceHead } from './PriceHead.tsx';
import { priceLines, withPasted, withRow } from './price-lines.ts';
import { PriceRow } from './PriceRow.tsx';
import { PriceSums } from './PriceSums.tsx';
import { studiesApi, type Contract } from './queries.ts';
import { priceOfRow, withBlankRow, type TermsFaults, type TypedTerms } from './typed-terms.ts';
import { useFinanceWords } from './words.ts';

export interface PriceTableProps {
  readonly contract: Contract;
  readonly typed: TypedTerms;
  readonly onChange: (typed: TypedTerms) => void;
  readonly faults: TermsFaults;
}

interface Pasted {
  readonly count: number;
  readonly unread: readonly string[];
}

/** The table. Enter and the arrows move between amounts; cells of a spreadsheet are pasted into any of them. */
export function PriceTable({ contract, typed, onChange, faults }: PriceTableProps) {
  const say = useFinanceWords();
  const { currency } = contract;
  const [clause, setClause] = useState('');
  const [pasted, setPasted] = useState<Pasted>();
  const table = useRef<HTMLTableElement>(null);
  const schedule = useQuery({
    ...studiesApi.schedule.queryOptions({ input: { params: { studyId: contract.studyId } } }),
    staleTime: 60_000,
    retry: false,
  });
  const lines = priceLines(typed, schedule.data, clause);
  const visits = lines.flatMap(({ visit }) => visit ?? []);
  const paste = (event: ClipboardEvent, fromKey: string) => {
    const read = pastedPrices(event.clipboardData.getData('text'), visits, fromKey, currency);
    if (!read) return;
    event.preventDefault();
    setPasted({ count: read.amounts.size, unread: read.unread });
    onChange(withPasted(typed, lines, read));
  };
  return (
    <fieldset className={classes.part}>
      <legend>{say('pricesTitle')}</legend>
      {lines.length === 0 && <p className={classes.quiet}>{say('noRows')}</p>}
      {visits.length > 0 && (
        <div className={classes.fields}>
          <TextField label={say('clauseOfNew')} hint={say('clauseOfNewHint')} value={clause} onChange={setClause} />
        </div>
      )}
      {visits.length > 0 && <p className={classes.quiet}>{say('pasteHint')}</p>}
      {lines.length > 0 && (
        <div className={classes.frame}>
          <ScrollRegion label={say('pricesTitle')} className={classes.scroll}>
            {/* The keys come up from the fields of the cells. */}
            {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
            <table ref={table} className={classes.table} onKeyDown={(event) => moveBetweenAmounts(event, table.current)}>
              <PriceHead
                currency={currency}
                first={say('visit')}
                amounts={[say('payableNow'), say('heldBack')]}
                between={[say('partlyDone')]}
              />
              {lines.map((line) => (
                <PriceRow
                  key={line.visit?.key ?? line.row.row}
                  line={line}
                  grid={schedule.data}
                  price={priceOfRow(line.row, typed, currency)}
                  currency={currency}
                  faults={faults}
                  onPaste={(event) => paste(event, line.row.visitKey)}
                  onChange={(next) => onChange(withRow(typed, lines, next))}
                  onRemove={() => onChange({ ...typed, rows: typed.rows.filter((each) => each.row !== line.row.row) })}
                />
              ))}
            </table>
          </ScrollRegion>
        </div>
      )}
      {pasted && <PastedWords of={pasted} say={say} />}
      <PriceSums typed={typed} grid={schedule.data} currency={currency} />
      {schedule.isFetched && visits.length === 0 && (
        <Button variant="default" size="xs" onClick={() => onChange(withBlankRow(typed))}>
          {say('addVisit')}
        </Button>
      )}
    </fieldset>
  );
}

function PastedWords({ of, say }: { readonly of: Pasted; readonly say: Say }) {
  return (
    <div role="status" className={classes.pasted}>
      <StatusWord tone={of.unread.length > 0 ? 'attention' : 'good'} look="plain">
        {say('pasted', { count: of.count })}
        {of.unread.length > 0 && ` ${say('pastedUnread', { lines: of.unread.join('; ') })}`}
      </StatusWord>
    </div>
  );
}
