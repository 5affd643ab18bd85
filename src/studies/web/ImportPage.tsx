// Importing a digital protocol: choose the file, see what it would become, then import it.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import {
  Button,
  ChoiceField,
  ConfirmPreview,
  FileField,
  PageHeader,
  Problem,
  ProgressBar,
  StatusWord,
  TextField,
  sendFile,
  useGo,
  useSettled,
  type Say,
  type SentFile,
} from '#ui';
import { isStudyCode } from '../rules/study-code.ts';
import { FindingList } from './FindingList.tsx';
import classes from './ImportPage.module.css';
import { ImportPreview } from './ImportPreview.tsx';
import { type ImportAnswer, studiesApi } from './queries.ts';
import { useStudiesWords } from './words.ts';

const mostBytes = 50_000_000;

/** The page of importing a protocol. */
export function ImportPage() {
  const say = useStudiesWords();
  const requests = useQueryClient();
  const [attempt, setAttempt] = useState(0);
  const [sent, setSent] = useState<SentFile>();
  const take = useMutation(
    studiesApi.importProtocol.mutationOptions({ networkMode: 'always', onSuccess: () => requests.invalidateQueries() }),
  );
  const again = () => {
    take.reset();
    setSent(undefined);
    setAttempt(attempt + 1);
  };
  return (
    <>
      <PageHeader title={say('import.title')} crumbs={[{ label: say('studies'), to: '/studies' }]} lead={say('import.lead')} />
      {take.data ? (
        <Imported answer={take.data} onAgain={again} say={say} />
      ) : (
        <>
          <FileChoice key={attempt} onSent={setSent} onReset={() => take.reset()} say={say} />
          {sent && (
            <Decision
              key={sent.id}
              file={sent}
              onConfirm={(body) => take.mutate({ body })}
              onCancel={again}
              pending={take.isPending}
              error={take.error}
              say={say}
            />
          )}
        </>
      )}
    </>
  );
}

interface FileChoiceProps {
  readonly onSent: (sent: SentFile | undefined) => void;
  readonly onReset: () => void;
  readonly say: Say;
}

function FileChoice({ onSent, onReset, say }: FileChoiceProps) {
  const [fault, setFault] = useState<string>();
  const send = useMutation({ mutationFn: sendFile, onSuccess: onSent });
  const choose = ([file]: readonly File[]) => {
    onReset();
    onSent(undefined);
    send.reset();
    setFault(undefined);
    if (!file) return;
    if (file.size > mostBytes) return setFault(say('import.tooLarge', { size: Math.ceil(file.size / 1_000_000) }));
    send.mutate({ path: '/files/protocol', file, type: 'application/json' });
  };
  return (
    <>
      <FileField label={say('import.file')} hint={say('import.fileHint')} accept=".json,application/json" fault={fault} onChoose={choose} />
      {send.isPending && <ProgressBar label={say('import.sending')} done={0} total={undefined} />}
      {send.error && <Problem error={send.error} />}
    </>
  );
}

interface DecisionProps {
  readonly file: SentFile;
  readonly onConfirm: (body: { fileId: string; code?: string; firstDay: 0 | 1 }) => void;
  readonly onCancel: () => void;
  readonly pending: boolean;
  readonly error: unknown;
  readonly say: Say;
}

/** What the file would become under these settings, and the one button that does it. */
function Decision({ file, onConfirm, onCancel, pending, error, say }: DecisionProps) {
  const [code, setCode] = useState('');
  // As the file says, until somebody chooses.
  const [chosenDay, setChosenDay] = useState<'0' | '1'>();
  // The server reads the file anew for every code.
  const settled = useSettled(code.trim(), 500);
  const isCode = settled === '' || isStudyCode(settled);
  const preview = useQuery(
    studiesApi.previewImport.queryOptions({
      input: {
        params: { protocolFileId: file.id },
        query: { ...(chosenDay ? { firstDay: chosenDay } : {}), ...(settled && isCode ? { code: settled } : {}) },
      },
      placeholderData: (before) => before,
      staleTime: Infinity,
    }),
  );
  if (preview.error && !preview.data) return <Problem error={preview.error} />;
  if (!preview.data) return <ProgressBar label={say('import.reading')} done={0} total={undefined} />;
  const { becomes } = preview.data;
  const firstDay = chosenDay ?? `${preview.data.firstDay}`;
  const fault = isCode ? (becomes === 'code-required' ? say('import.codeNeeded') : undefined) : say('import.codeMalformed');
  const isBlocked = fault !== undefined || becomes === 'name-differs' || settled !== code.trim() || preview.isFetching;
  return (
    <>
      <ImportPreview preview={preview.data} />
      {preview.error && <Problem error={preview.error} />}
      <ConfirmPreview
        title={say('import.confirmTitle')}
        effects={[say(`import.becomes.${becomes}`, { code: preview.data.code ?? '', name: preview.data.existing?.name ?? '' })]}
        confirmLabel={say('import.confirm')}
        onConfirm={() => onConfirm({ fileId: file.id, firstDay: firstDay === '1' ? 1 : 0, ...(settled ? { code: settled } : {}) })}
        onCancel={onCancel}
        pending={pending}
        blocked={isBlocked}
        error={error}
      >
        <TextField label={say('import.code')} hint={say('import.codeHint')} value={code} onChange={setCode} error={fault} />
        <ChoiceField
          label={say('import.firstDay')}
          hint={say('import.firstDayHint')}
          value={firstDay}
          onChange={(value) => setChosenDay(value === '1' ? '1' : '0')}
          choices={['0', '1'].map((value) => ({ value, label: say(`import.first${value}`) }))}
        />
      </ConfirmPreview>
    </>
  );
}

function Imported({ answer, onAgain, say }: { readonly answer: ImportAnswer; readonly onAgain: () => void; readonly say: Say }) {
  const go = useGo();
  const { study, visits, isNew, scheduleStatus, warnings } = answer;
  return (
    <section aria-label={say('import.doneTitle')}>
      <output className={classes.done}>
        <StatusWord tone="good">{isNew ? say('import.done', { code: study.code, count: visits }) : say('import.doneSame')}</StatusWord>
        {scheduleStatus === 'draft' && <span className={classes.draft}>{say('import.doneDraft')}</span>}
      </output>
      <p className={classes.buttons}>
        <Button onClick={() => go(`/studies/${study.id}`)}>{say('import.open', { code: study.code })}</Button>
        <Button variant="default" onClick={onAgain}>
          {say('import.another')}
        </Button>
      </p>
      <h2 className={classes.heading}>
        {warnings.length > 0 ? say('protocol.findings', { count: warnings.length }) : say('import.noWarnings')}
      </h2>
      {warnings.length > 0 && <FindingList findings={warnings} />}
    </section>
  );
}
