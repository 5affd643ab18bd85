// Writing a schedule by hand: the grid, its faults in words, the frame around it, and an imagined participant beside it.
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState, type KeyboardEvent } from 'react';
import { Button, PageHeader, Problem, StatusWord, useGo, Waiting } from '#ui';
import type { DraftFinding } from '../../rules/draft-findings.ts';
import { scheduleOfDraft } from '../../rules/schedule-draft.ts';
import { folded } from '../../rules/typed-words.ts';
import { plannedOf, studiesApi, type ScheduleDocument } from '../queries.ts';
import { ReleaseSchedule } from '../ReleaseSchedule.tsx';
import { useStudiesWords } from '../words.ts';
import { ActivityDrawer } from './ActivityDrawer.tsx';
import { findingWords, headRows, type Books } from './cell-words.ts';
import { EditorGrid } from './EditorGrid.tsx';
import { EditorTools } from './EditorTools.tsx';
import { FramePanel } from './FramePanel.tsx';
import { PastePanel } from './PastePanel.tsx';
import { PhoneSchedule } from './PhoneSchedule.tsx';
import { settledPlace, type Place } from './places.ts';
import { PlanPreview, type PlanDates } from './PlanPreview.tsx';
import classes from './ScheduleEditor.module.css';
import { TwoDrafts } from './TwoDrafts.tsx';
import { useDraft, type DraftWork } from './use-draft.ts';
import { VisitDrawer } from './VisitDrawer.tsx';
import { useEditorWords } from './words.ts';

export interface ScheduleEditorProps {
  readonly studyId: string;
  /** The number of the schedule version. */
  readonly number: string;
  readonly plan: PlanDates;
}

/** The page of editing one version. */
export function ScheduleEditor({ studyId, number, plan }: ScheduleEditorProps) {
  const books: Books = { say: useEditorWords(), studies: useStudiesWords() };
  const study = useQuery(studiesApi.study.queryOptions({ input: { params: { studyId } } }));
  const id = study.data?.scheduleVersions.find((version) => String(version.number) === number)?.id;
  const document = useQuery({
    ...studiesApi.scheduleDocument.queryOptions({ input: { params: { scheduleVersionId: id ?? '' } } }),
    enabled: id !== undefined,
    staleTime: Infinity,
    gcTime: 0,
    refetchOnMount: 'always',
  });
  const missing = study.data && id === undefined ? { status: 404 } : null;
  const error = document.error ?? study.error ?? missing;
  if (document.data && document.isFetchedAfterMount) return <Opened document={document.data} plan={plan} books={books} />;
  return (
    <>
      <PageHeader title={books.say('title')} crumbs={[{ label: books.studies('studies'), to: '/studies' }]} />
      {error ? <Problem error={error} onRetry={() => void document.refetch()} /> : <Waiting rows={10} />}
    </>
  );
}

interface OpenedProps {
  readonly document: ScheduleDocument;
  readonly plan: PlanDates;
  readonly books: Books;
}

function Opened({ document, plan, books }: OpenedProps) {
  const { say, studies } = books;
  const { study, version } = document;
  // Decided once: a window that is drawn narrow for a moment must not take the draft away under the hands.
  const [isPhone] = useState(() => globalThis.innerWidth <= 640);
  const to = `/studies/${study.id}`;
  const crumbs = [
    { label: studies('studies'), to: '/studies' },
    { label: study.code, to },
  ];
  const isReleased = version.status === 'released';
  const go = useGo();
  const action = isReleased ? <Button onClick={() => go(`${to}?section=schedule`)}>{say('toStudy')}</Button> : undefined;
  const header = (lead: string) => (
    <PageHeader title={say(isReleased ? 'schedule' : 'title')} code={study.code} crumbs={crumbs} lead={lead} action={action} />
  );
  if (isReleased || !version.can.edit || isPhone)
    return (
      <>
        {header(isReleased ? say('readOnly', { number: version.number }) : say('phone'))}
        <PhoneSchedule planned={plannedOf(document)} books={books} />
      </>
    );
  return (
    <>
      {header(say('lead', { number: version.number }))}
      <Editing document={document} plan={plan} books={books} />
    </>
  );
}

function SaveWords({ work, books: { say } }: { readonly work: DraftWork; readonly books: Books }) {
  const tones = { saved: 'good', saving: 'neutral', waiting: 'neutral', held: 'attention', failed: 'late' } as const;
  const count = new Set(work.findings.filter((one) => one.level === 'unsaved').map((one) => `${one.of} ${one.id} ${one.field}`)).size;
  return (
    <output className={classes.state}>
      <StatusWord tone={tones[work.state]} look="plain">
        {say(work.state, { count })}
      </StatusWord>
    </output>
  );
}

function Editing({ document, plan, books }: OpenedProps) {
  const work = useDraft(document);
  const leave = useGo();
  const { draft, step, findings } = work;
  const [at, setAt] = useState<Place>([0, 1]);
  const [turn, setTurn] = useState(0);
  const [filter, setFilter] = useState('');
  const [opened, setOpened] = useState<'visit' | 'activity' | null>(null);
  const [pasted, setPasted] = useState<string | null>(null);
  const rows = useMemo(() => {
    const wanted = folded(filter);
    return wanted === ''
      ? draft.activities
      : draft.activities.filter(({ name, group }) => folded(`${group ?? ''} ${name}`).includes(wanted));
  }, [draft.activities, filter]);
  const schedule = useMemo(() => scheduleOfDraft(draft).schedule, [draft]);
  const place = settledPlace(at, rows.length, draft.visits.length);
  const go = (next: Place) => {
    setAt(next);
    setTurn((count) => count + 1);
  };
  const startFilter = (first: string) => {
    setFilter((before) => before + first);
    globalThis.document.querySelector<HTMLInputElement>('input[name="activity-filter"]')?.focus();
  };
  const press = (event: KeyboardEvent) => {
    const key = event.key.toLowerCase();
    if (!(event.ctrlKey || event.metaKey) || (key !== 'z' && key !== 'y')) return;
    if (event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement) return;
    event.preventDefault();
    step({ kind: key === 'y' || event.shiftKey ? 'redo' : 'undo' });
  };
  const visit = draft.visits[place[1] - 1];
  const activity = rows[place[0] - headRows.length];
  const unreleased = findings.some((finding) => finding.level !== 'look');
  return (
    // Undo belongs to everything on the page that is not a field of text.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div onKeyDown={press}>
      <SaveWords work={work} books={books} />
      {work.error !== null && work.error !== undefined && <Problem error={work.error} />}
      <TwoDrafts work={work} books={books} />
      {pasted === null ? (
        <>
          <EditorTools
            work={work}
            rows={rows}
            books={books}
            at={place}
            filter={filter}
            onFilter={setFilter}
            onGo={go}
            onVisit={() => setOpened('visit')}
            onActivity={() => setOpened('activity')}
            onPaste={() => setPasted('')}
          />
          <EditorGrid
            draft={draft}
            rows={rows}
            findings={findings}
            books={books}
            at={place}
            onMove={setAt}
            focusTurn={turn}
            step={step}
            onDetails={() => setOpened('visit')}
            onFilter={startFilter}
            onPaste={setPasted}
          />
        </>
      ) : (
        <PastePanel draft={draft} text={pasted} onText={setPasted} books={books} step={step} onClose={() => setPasted(null)} />
      )}
      <Findings
        work={work}
        books={books}
        onGo={(next) => {
          setFilter('');
          go(next);
        }}
      />
      {!unreleased && work.state === 'saved' && (
        <ReleaseSchedule
          version={{ ...document.version, version: work.version }}
          onReleased={() => leave(`/studies/${document.study.id}`)}
        />
      )}
      <PlanPreview schedule={schedule} plan={plan} books={books} />
      <FramePanel draft={draft} findings={findings} books={books} step={step} />
      {opened === 'visit' && (
        <VisitDrawer draft={draft} visit={visit} findings={findings} books={books} step={step} onClose={() => setOpened(null)} />
      )}
      {opened === 'activity' && <ActivityDrawer activity={activity} books={books} step={step} onClose={() => setOpened(null)} />}
    </div>
  );
}

/** Where the cell of a finding lies; null for what has no cell. */
function placeOf({ of, id, field }: DraftFinding, { draft }: DraftWork): Place | null {
  if (of === 'activity') return [headRows.length + draft.activities.findIndex((activity) => activity.key === id), 0];
  const column = draft.visits.findIndex((visit) => visit.id === id);
  if (of !== 'visit' || column < 0) return null;
  const row = (headRows as readonly string[]).indexOf(field ?? 'name');
  return [row < 0 ? headRows.length - 1 : row, column + 1];
}

function Findings({ work, books, onGo }: { readonly work: DraftWork; readonly books: Books; readonly onGo: (place: Place) => void }) {
  const { say } = books;
  const { findings, draft } = work;
  const tones = { unsaved: 'blocked', unreleased: 'late', look: 'attention' } as const;
  const nameOf = ({ of, id }: DraftFinding) => {
    if (of === 'visit') return draft.visits.find((visit) => visit.id === id)?.name || id;
    if (of === 'activity') return draft.activities.find((activity) => activity.key === id)?.name || id;
    return of === 'schedule' ? say('findings.whole') : id;
  };
  const title = findings.length === 0 ? say('findings.none') : say('findings.title', { count: findings.length });
  return (
    <section aria-label={title}>
      <h2 className={classes.heading}>{title}</h2>
      {findings.length > 0 && (
        <ul className={classes.findings}>
          {findings.map((finding, index) => {
            const place = placeOf(finding, work);
            const name = nameOf(finding);
            return (
              <li key={index}>
                <StatusWord tone={tones[finding.level]}>{say(`findings.${finding.level}`)}</StatusWord>{' '}
                {place ? (
                  <button type="button" className={classes.link} aria-label={say('findings.go', { name })} onClick={() => onGo(place)}>
                    {name}
                  </button>
                ) : (
                  <strong>{name}</strong>
                )}
                : {findingWords(finding, books)}
              </li>
            );
          })}
        </ul>
      )}
    </section>
  );
}
