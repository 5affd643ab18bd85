// The draft under the editor's hands: its history, its faults, saving by itself, and two people at one draft.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useMemo, useReducer, useRef, useState } from 'react';
import { statusOf } from '#ui';
import { draftFindings, type DraftFinding } from '../../rules/draft-findings.ts';
import { historyOf, stepHistory, type DraftHistory, type HistoryStep } from '../../rules/draft-history.ts';
import { draftOf, scheduleOfDraft, type ScheduleDraft } from '../../rules/schedule-draft.ts';
import { isSameRecord } from '../../rules.ts';
import { plannedOf, studiesApi, studiesClient, type ScheduleDocument } from '../queries.ts';
import { keepDraft, keptDraft, type KeptDraft } from './draft-keeping.ts';

export type SaveState = 'saved' | 'waiting' | 'saving' | 'held' | 'failed';

/** What the editor works with. */
export interface DraftWork {
  readonly history: DraftHistory;
  readonly draft: ScheduleDraft;
  readonly step: (step: HistoryStep) => void;
  readonly findings: readonly DraftFinding[];
  readonly state: SaveState;
  readonly version: number;
  readonly error: unknown;
  /** What somebody else saved meanwhile. */
  readonly theirs: ScheduleDocument | null;
  /** Goes on with mine over theirs, or with theirs. */
  readonly settle: (isMine: boolean) => void;
  /** Changes of an earlier sitting that never reached the server. */
  readonly kept: KeptDraft | null;
  readonly settleKept: (isUsed: boolean) => void;
}

const SAVE_AFTER_MS = 1_200;

interface Base {
  readonly version: number;
  readonly draft: ScheduleDraft;
}

interface Saving {
  readonly id: string;
  readonly draft: ScheduleDraft;
  readonly base: Base;
  /** Nothing is sent while the draft is saved, cannot be read, or waits for a person to choose. */
  readonly isResting: boolean;
  readonly onSaved: (base: Base) => void;
  readonly onConflict: (theirs: ScheduleDocument) => void;
}

/** Sends the draft once the hands rest; what was refused is not sent again until it changes. */
function useSaving({ id, draft, base, isResting, onSaved, onConflict }: Saving) {
  const requests = useQueryClient();
  const { mutateAsync, isPending, error, reset } = useMutation(studiesApi.amendSchedule.mutationOptions({ networkMode: 'always' }));
  const refused = useRef<ScheduleDraft | null>(null);
  const send = useEffectEvent(() => {
    const { schedule } = scheduleOfDraft(draft);
    const headers = { 'if-match': String(base.version) };
    mutateAsync({ params: { scheduleVersionId: id }, headers, body: { schedule: schedule as never } }).then(
      (saved) => {
        onSaved({ version: saved.version, draft });
        void requests.invalidateQueries({ refetchType: 'none' });
      },
      async (fault: unknown) => {
        refused.current = draft;
        if (statusOf(fault) !== 409) return;
        onConflict(await studiesClient.scheduleDocument({ params: { scheduleVersionId: id } }));
        reset();
      },
    );
  });
  useEffect(() => {
    if (isResting || isPending || refused.current === draft) return undefined;
    const timer = setTimeout(send, SAVE_AFTER_MS);
    return () => clearTimeout(timer);
  }, [draft, isResting, isPending, base.version]);
  return { isPending, error, forget: () => (refused.current = null) };
}

/** Opens a document for editing; every change is kept in the browser at once and saved after a short rest. */
export function useDraft(document: ScheduleDocument): DraftWork {
  const { id } = document.version;
  const [history, step] = useReducer(stepHistory, document, (opened) => historyOf(draftOf(plannedOf(opened))));
  const [base, setBase] = useState<Base>(() => ({ version: document.version.version, draft: history.present }));
  const [theirs, setTheirs] = useState<ScheduleDocument | null>(null);
  const [kept, setKept] = useState<KeptDraft | null>(() => keptOf(id, history.present));
  const draft = history.present;
  const findings = useMemo(() => draftFindings(draft), [draft]);
  const isHeld = findings.some((finding) => finding.level === 'unsaved');
  const isDirty = draft !== base.draft && !isSameRecord(draft, base.draft);
  const isResting = !isDirty || isHeld || theirs !== null || kept !== null;
  const saving = useSaving({ id, draft, base, isResting, onSaved: setBase, onConflict: setTheirs });
  useEffect(() => {
    if (isDirty) keepDraft(id, { version: base.version, draft, at: new Date().toISOString() });
    else if (kept === null) keepDraft(id, null);
  }, [id, draft, isDirty, base.version, kept]);
  const settle = (isMine: boolean) => {
    if (!theirs) return;
    const taken = draftOf(plannedOf(theirs));
    saving.forget();
    if (!isMine) step({ kind: 'open', draft: taken });
    setBase({ version: theirs.version.version, draft: taken });
    setTheirs(null);
  };
  const settleKept = (isUsed: boolean) => {
    if (kept && isUsed) step({ kind: 'replace', draft: kept.draft });
    else keepDraft(id, null);
    setKept(null);
  };
  return {
    history,
    draft,
    step,
    findings,
    theirs,
    kept,
    state: stateOf({ isPending: saving.isPending, isDirty, isHeld, isFailed: saving.error !== null }),
    version: base.version,
    error: theirs ? null : saving.error,
    settle,
    settleKept,
  };
}

function stateOf(now: Readonly<Record<'isPending' | 'isDirty' | 'isHeld' | 'isFailed', boolean>>): SaveState {
  if (now.isPending) return 'saving';
  if (!now.isDirty) return 'saved';
  if (now.isHeld) return 'held';
  return now.isFailed ? 'failed' : 'waiting';
}

function keptOf(id: string, opened: ScheduleDraft): KeptDraft | null {
  const kept = keptDraft(id);
  return kept && !isSameRecord(kept.draft, opened) ? kept : null;
}
