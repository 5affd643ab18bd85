// Importing a digital protocol: choose the file, see what it says, then import it.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Button, ChoiceField, ConfirmPreview, KeyFacts, PageHeader, StatusWord, TextField, useGo, type Say } from '#ui';
import { previewFile, type FilePreview } from './file-preview.ts';
import { FindingList } from './FindingList.tsx';
import classes from './ImportPage.module.css';
import { studiesApi, type ImportAnswer } from './queries.ts';
import { useStudiesWords } from './words.ts';

const mostBytes = 50_000_000;

interface Chosen {
  readonly name: string;
  readonly content: string;
  readonly preview: FilePreview;
}

/** The page of importing a protocol. */
export function ImportPage() {
  const say = useStudiesWords();
  const requests = useQueryClient();
  const [chosen, setChosen] = useState<Chosen>();
  const [code, setCode] = useState('');
  const [firstDay, setFirstDay] = useState('0');
  const send = useMutation(
    studiesApi.importProtocol.mutationOptions({ networkMode: 'always', onSuccess: () => requests.invalidateQueries() }),
  );
  const choose = (file: Chosen | undefined) => {
    setChosen(file);
    setFirstDay(file?.preview.firstDay ?? '0');
  };
  const again = () => {
    send.reset();
    setChosen(undefined);
    setCode('');
  };
  const confirm = () =>
    chosen &&
    send.mutate({
      body: {
        fileName: chosen.name.slice(0, 200),
        content: chosen.content,
        firstDay: firstDay === '1' ? 1 : 0,
        ...(code.trim() ? { code: code.trim() } : {}),
      },
    });
  return (
    <>
      <PageHeader title={say('import.title')} crumbs={[{ label: say('studies'), to: '/studies' }]} lead={say('import.lead')} />
      {send.data ? (
        <Imported answer={send.data} onAgain={again} say={say} />
      ) : (
        <>
          <FileChoice onChoose={choose} onReset={() => send.reset()} say={say} />
          {chosen && (
            <>
              <Preview preview={chosen.preview} say={say} />
              <ConfirmPreview
                title={say('import.confirmTitle')}
                effects={[say('import.effectNew'), say('import.effectSchedule'), say('import.effectSame')]}
                confirmLabel={say('import.confirm')}
                onConfirm={confirm}
                onCancel={again}
                pending={send.isPending}
                error={send.error}
              >
                <TextField label={say('import.code')} hint={say('import.codeHint')} value={code} onChange={setCode} />
                <ChoiceField
                  label={say('import.firstDay')}
                  hint={say('import.firstDayHint')}
                  value={firstDay}
                  onChange={setFirstDay}
                  choices={['0', '1'].map((value) => ({ value, label: say(`import.first${value}`) }))}
                />
              </ConfirmPreview>
            </>
          )}
        </>
      )}
    </>
  );
}

interface FileChoiceProps {
  readonly onChoose: (chosen: Chosen | undefined) => void;
  readonly onReset: () => void;
  readonly say: Say;
}

function FileChoice({ onChoose, onReset, say }: FileChoiceProps) {
  const [fault, setFault] = useState<string>();
  const read = async (file: File | undefined) => {
    onReset();
    onChoose(undefined);
    setFault(undefined);
    if (!file) return;
    if (file.size > mostBytes) return setFault(say('import.tooLarge', { size: Math.ceil(file.size / 1_000_000) }));
    const content = await file.text().catch(() => undefined);
    if (content === undefined) return setFault(say('import.unreadable'));
    const outcome = previewFile(content);
    if (!outcome.ok) return setFault(say(`import.${outcome.why}`));
    onChoose({ name: file.name, content, preview: outcome.preview });
  };
  return (
    <div className={classes.file}>
      <label htmlFor="protocol-file">{say('import.file')}</label>
      <p id="protocol-file-hint" className={classes.hint}>
        {say('import.fileHint')}
      </p>
      <input
        id="protocol-file"
        type="file"
        accept=".json,application/json"
        aria-describedby="protocol-file-hint protocol-file-fault"
        aria-invalid={fault !== undefined}
        onChange={(event) => void read(event.currentTarget.files?.[0])}
      />
      <div id="protocol-file-fault" role="alert">
        {fault && (
          <StatusWord tone="blocked" look="plain">
            {fault}
          </StatusWord>
        )}
      </div>
    </div>
  );
}

function Preview({ preview, say }: { readonly preview: FilePreview; readonly say: Say }) {
  const counts = ['timelines', 'instances', 'activities', 'arms', 'criteria', 'amendments'] as const;
  return (
    <section aria-label={say('import.says')}>
      <h2 className={classes.heading}>{say('import.says')}</h2>
      <KeyFacts
        facts={[
          { term: say('study'), value: preview.name },
          { term: say('phase'), value: preview.phases.join(', ') || say('none') },
          { term: say('import.usdm'), value: preview.usdmVersion ?? say('none') },
          ...counts.map((key) => ({ term: say(`import.${key}`), value: preview[key] })),
        ]}
      />
    </section>
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
