// Before an invoice is issued: the number it would take, what it asks for and until when, and what can no longer be changed afterwards.
import { useQuery, type UseMutationResult } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { ConfirmPreview, DateText, KeyFacts, MoneyText, Problem, refusalInWords, useLanguage, Waiting, type Say } from '#ui';
import { useInvoiceWords } from './invoice-words.ts';
import { financeApi, type Invoice, type IssuePlan } from './queries.ts';

export interface IssuePreviewProps {
  readonly invoice: Invoice;
  readonly issue: Pick<UseMutationResult, 'isPending' | 'error'>;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** The preview with its one button; the lines stand below it on the page. */
export function IssuePreview({ invoice, issue, onConfirm, onClose }: IssuePreviewProps) {
  const say = useInvoiceWords();
  const language = useLanguage();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    place.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  const plan = useQuery({
    ...financeApi.previewIssue.queryOptions({ input: { params: { invoiceId: invoice.id } } }),
    // Numbers are taken meanwhile.
    gcTime: 0,
  });
  const shown = plan.data;
  const lines = say('lines', { count: invoice.lineCount, shown: invoice.lineCount });
  return (
    <div ref={place}>
      <ConfirmPreview
        title={say('issuing')}
        effects={shown ? [say('issueNumber', { ...shown }), say('issueLocks', { lines }), say('issuePosts'), say('issueAfter')] : []}
        confirmLabel={shown ? say('issueNumbered', { number: shown.number }) : say('issue')}
        onConfirm={onConfirm}
        onCancel={onClose}
        blocked={!shown}
        pending={issue.isPending}
        error={refusalInWords(issue.error, say, language)}
      >
        {shown && <KeyFacts facts={factsOf(shown, invoice, say)} />}
        {plan.isPending && <Waiting rows={4} />}
        {plan.error && <Problem error={refusalInWords(plan.error, say, language)} onRetry={() => void plan.refetch()} />}
      </ConfirmPreview>
    </div>
  );
}

function factsOf(plan: IssuePlan, invoice: Invoice, say: Say) {
  const amount = (amountMinor: string) => <MoneyText amountMinor={amountMinor} currency={plan.currency} />;
  const isTaxed = plan.taxMinor !== '0';
  return [
    { term: say('number'), value: plan.number },
    { term: say('total'), value: amount(plan.totalMinor), note: say('lines', { count: plan.lineCount, shown: plan.lineCount }) },
    ...(isTaxed ? [{ term: say('net'), value: amount(plan.netMinor) }] : []),
    ...(isTaxed ? [{ term: invoice.taxLabel ?? say('tax'), value: amount(plan.taxMinor) }] : []),
    { term: say('issuedOn'), value: <DateText date={plan.issuedOn} timeZone={plan.timeZone} /> },
    { term: say('dueOn'), value: <DateText date={plan.dueOn} /> },
    { term: say('payer'), value: invoice.payer },
  ];
}
