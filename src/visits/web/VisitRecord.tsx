// The page of one visit: when it was planned, then the form to record it, or what was recorded and how to correct it.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { HistoryButton } from '#audit/web';
import { useState, type ReactNode } from 'react';
import {
  Button,
  formatDate,
  formatDateRange,
  formatZone,
  KeyFacts,
  PageHeader,
  Problem,
  StatusWord,
  useLanguage,
  usePageSearch,
  Waiting,
  type Crumb,
  type Fact,
  type Say,
} from '#ui';
import { BookingDrawer } from './BookingDrawer.tsx';
import { CompletionForm, type CompletionPreview } from './CompletionForm.tsx';
import { dayOn } from './day-number.ts';
import { Outcome } from './Outcome.tsx';
import { PlannedDay } from './PlannedDay.tsx';
import { visitsApi, type VisitDetail } from './queries.ts';
import { ReopenDrawer } from './ReopenDrawer.tsx';
import { SkipDrawer } from './SkipDrawer.tsx';
import { standingOf, visitName } from './standing.ts';
import { useVisitsWords } from './words.ts';

export interface VisitRecordProps {
  readonly visitId: string;
  /** What completing the visit as typed would bring; drawn above the button. */
  readonly preview?: CompletionPreview;
  /** What followed from a visit that took place, such as earnings and deviations. */
  readonly consequences?: (visit: VisitDetail) => ReactNode;
}

/** The page of a visit. */
export function VisitRecord({ visitId, preview, consequences }: VisitRecordProps) {
  const say = useVisitsWords();
  const requests = useQueryClient();
  const visit = useQuery(visitsApi.view.queryOptions({ input: { params: { visitId } } }));
  // The form goes away when the visit is completed: focus returns to the head of the page, where the outcome begins.
  const reload = async () => {
    await requests.invalidateQueries();
    document.querySelector('h1')?.focus();
  };
  const [search] = usePageSearch();
  // A link from a list of the day leads straight to the booking.
  const [drawer, setDrawer] = useState<'book' | 'correct' | 'skip' | undefined>(search['do'] === 'book' ? 'book' : undefined);
  if (!visit.data) {
    return visit.error ? (
      <>
        <PageHeader title={say('visit')} crumbs={[{ label: say('studies'), to: '/studies' }]} />
        <Problem error={visit.error} onRetry={() => void visit.refetch()} />
      </>
    ) : (
      <Waiting rows={10} />
    );
  }
  const seen = visit.data;
  const isOpen = !['done', 'off'].includes(seen.standing);
  return (
    <>
      <RecordHeader
        visit={seen}
        say={say}
        onBook={() => setDrawer('book')}
        onCorrect={() => setDrawer('correct')}
        onSkip={() => setDrawer('skip')}
      />
      <KeyFacts facts={planFacts(seen, say)} />
      {isOpen && seen.can.complete && (
        <CompletionForm
          key={`${seen.id} ${seen.generation}`}
          visit={seen}
          onChanged={() => void reload()}
          {...(preview ? { preview } : {})}
        />
      )}
      {isOpen && !seen.can.complete && <StatusWord tone="neutral">{say('record.readOnly')}</StatusWord>}
      {seen.standing === 'off' && <WrittenOff visit={seen} consequences={consequences?.(seen)} say={say} />}
      {seen.standing === 'done' && <Outcome visit={seen} consequences={consequences?.(seen)} />}
      {seen.can.book && <BookingDrawer visit={seen} opened={drawer === 'book'} onClose={() => setDrawer(undefined)} />}
      {(seen.can.miss || seen.can.cancel) && <SkipDrawer visit={seen} opened={drawer === 'skip'} onClose={() => setDrawer(undefined)} />}
      {seen.can.correct && <ReopenDrawer visit={seen} opened={drawer === 'correct'} onClose={() => setDrawer(undefined)} />}
    </>
  );
}

/** Where a visit stands: study, site, participant. */
function crumbsOf(visit: VisitDetail, say: Say): readonly Crumb[] {
  return [
    { label: say('studies'), to: '/studies' },
    { label: visit.studyCode, to: `/studies/${visit.studyId}` },
    { label: visit.siteName, to: `/study-sites/${visit.studySiteId}` },
    { label: visit.subjectNumber, to: `/subjects/${visit.subjectId}` },
  ];
}

interface RecordHeaderProps {
  readonly visit: VisitDetail;
  readonly say: Say;
  readonly onBook: () => void;
  readonly onCorrect: () => void;
  readonly onSkip: () => void;
}

function RecordHeader({ visit, say, onBook, onCorrect, onSkip }: RecordHeaderProps) {
  const language = useLanguage();
  const { tone, text } = standingOf(visit, { say, language, today: visit.today });
  const book = visit.can.book && (
    <Button variant="default" onClick={onBook}>
      {say(visit.bookedFor ? 'booking.change' : 'booking.book')}
    </Button>
  );
  const skip = (visit.can.miss || visit.can.cancel) && (
    <Button variant="default" onClick={onSkip}>
      {say('skip.open')}
    </Button>
  );
  const correct = visit.can.correct && (
    <Button variant="default" onClick={onCorrect}>
      {say('outcome.reopen')}
    </Button>
  );
  return (
    <PageHeader
      title={visitName(visit, say)}
      code={visit.subjectNumber}
      crumbs={crumbsOf(visit, say)}
      status={<StatusWord tone={tone}>{text}</StatusWord>}
      more={
        <>
          <HistoryButton
            recordId={visit.id}
            of={`${visit.subjectNumber} ${visitName(visit, say)}`}
            back={`/visits/${visit.id}`}
            timeZone={visit.timeZone}
            room="visits"
          />
          {skip} {book}
        </>
      }
      action={correct || undefined}
    />
  );
}

/** A visit that did not take place: why, and what followed. */
function WrittenOff({ visit, consequences, say }: { readonly visit: VisitDetail; readonly consequences: ReactNode; readonly say: Say }) {
  const why = [visit.reasonCode ? say(`reasons.${visit.reasonCode}`) : null, visit.reason].filter((part) => part !== null).join('; ');
  return (
    <>
      <p>{say('record.off')}</p>
      {why && <KeyFacts facts={[{ term: say('outcome.reason'), value: why }]} />}
      {consequences}
    </>
  );
}

function PlannedFact({ visit }: { readonly visit: VisitDetail }) {
  return <PlannedDay visit={visit} targetDay={dayOn(visit.target, visit)} />;
}

function DateOf({ date, weekday = true }: { readonly date: string; readonly weekday?: boolean }) {
  const language = useLanguage();
  return formatDate(date, { language, weekday });
}

function RangeOf({ from, to }: { readonly from: string; readonly to: string }) {
  const language = useLanguage();
  return formatDateRange(from, to, { language });
}

function ZoneOf({ visit }: { readonly visit: VisitDetail }) {
  const language = useLanguage();
  return formatZone(visit.today, visit.timeZone, language);
}

function planFacts(visit: VisitDetail, say: Say): readonly Fact[] {
  const { anchorDate, anchorBasis, limit, bookedFor } = visit;
  return [
    { term: say('record.planned'), value: visit.scheduled ? <PlannedFact visit={visit} /> : say('unscheduled') },
    ...(anchorDate
      ? [
          {
            term: say('record.counted'),
            value: <DateOf date={anchorDate} weekday={false} />,
            ...(anchorBasis ? { note: say('record.countedNote', { basis: say(`basis.${anchorBasis}`) }) } : {}),
          },
        ]
      : []),
    ...(limit
      ? [
          {
            term: say('record.limit'),
            value: <RangeOf from={limit.earliest} to={limit.latest} />,
            note: say('record.limitNote', { name: limit.setBy }),
          },
        ]
      : []),
    ...(bookedFor && visit.actualDate === null ? [{ term: say('bookedFor'), value: <DateOf date={bookedFor} /> }] : []),
    { term: say('record.zone'), value: <ZoneOf visit={visit} />, note: visit.timeZone },
    ...(visit.source === 'imported' ? [{ term: say('standing'), value: say('imported') }] : []),
  ];
}
