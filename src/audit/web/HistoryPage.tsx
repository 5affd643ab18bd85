// The history of any record at an address of its own, so that it can be sent.
import { isTimeZone } from '#lib';
import { PageHeader, usePageParams, usePageSearch } from '#ui';
import { HistoryPanel } from './HistoryPanel.tsx';
import { useAuditWords } from './words.ts';

/** The page; `zone`, `of` and `back` of the address say where the record stands. */
export function HistoryPage() {
  const say = useAuditWords();
  const { recordId } = usePageParams<'recordId'>();
  const [{ zone, of, back }] = usePageSearch();
  const isInside = back !== undefined && /^\/(?![/\\])/.test(back);
  return (
    <>
      <PageHeader
        title={say('history')}
        {...(of ? { code: of } : {})}
        // A crumb that leads nowhere would only repeat the code.
        crumbs={isInside ? [{ label: of ?? say('record'), to: back }] : []}
        lead={say('lead')}
      />
      <HistoryPanel recordId={recordId} timeZone={zone && isTimeZone(zone) ? zone : undefined} withChildren titled={false} />
    </>
  );
}
