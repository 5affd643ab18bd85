// Importing a trial: choose its datasets, see what they are, then start the job that takes them over.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { studiesContract } from '#studies/contract';
import {
  ChoiceField,
  ConfirmPreview,
  createApi,
  DataTable,
  notify,
  PageHeader,
  StatusWord,
  useGo,
  usePageParams,
  type Column,
  type Say,
} from '#ui';
import { interopContract } from '../contract.ts';
import { domainOf, faultOfFiles, lineCount, type ChosenFile } from './chosen-files.ts';
import classes from './ImportTrialPage.module.css';
import { useInteropWords } from './words.ts';

const api = createApi({ interop: interopContract, studies: studiesContract }).query;

/** The page. */
export function ImportTrialPage() {
  const say = useInteropWords();
  const go = useGo();
  const requests = useQueryClient();
  const { studyId } = usePageParams<'studyId'>();
  const study = useQuery(api.studies.study.queryOptions({ input: { params: { studyId } } }));
  const [files, setFiles] = useState<readonly ChosenFile[]>([]);
  const [unreadable, setUnreadable] = useState(false);
  const [zone, setZone] = useState<string>();
  const start = useMutation(
    api.interop.importSdtm.mutationOptions({
      onSuccess: async ({ jobId }) => {
        notify({ tone: 'neutral', text: say('startedNotice') });
        await requests.invalidateQueries();
        go(`/jobs/${jobId}`);
      },
    }),
  );
  const code = study.data?.code ?? '';
  const timeZone = zone ?? study.data?.studySites[0]?.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  const fault = unreadable ? 'unreadable' : files.length > 0 ? faultOfFiles(files) : undefined;
  const choose = async (list: FileList | null) => {
    start.reset();
    setUnreadable(false);
    const read = await Promise.all([...(list ?? [])].map(async (file) => ({ name: file.name, text: await file.text() }))).catch(
      () => undefined,
    );
    setUnreadable(read === undefined);
    setFiles(read ?? []);
  };
  return (
    <>
      <PageHeader
        title={say('title')}
        code={code}
        crumbs={[
          { label: say('studies'), to: '/studies' },
          { label: code || say('study'), to: `/studies/${studyId}` },
        ]}
        lead={say('lead')}
      />
      <FilesField onChoose={(list) => void choose(list)} fault={fault && say(`needs.${fault}`)} say={say} />
      {files.length > 0 && (
        <DataTable
          label={say('chosen')}
          columns={columns(say)}
          rows={files}
          rowKey={(row) => row.name}
          initialSort={{ column: 'dataset', direction: 'up' }}
          empty=""
        />
      )}
      {files.length > 0 && !fault && (
        <ConfirmPreview
          title={say('confirmTitle', { code })}
          effects={['sites', 'subjects', 'nothing', 'files', 'job'].map((key) => say(`effects.${key}`))}
          confirmLabel={say('start')}
          onConfirm={() =>
            start.mutate({
              params: { studyId },
              body: { files: files.map(({ name, text }) => ({ name, text })), timeZone },
            })
          }
          onCancel={() => go(`/studies/${studyId}`)}
          pending={start.isPending}
          error={start.error}
        >
          <div className={classes.zone}>
            <ChoiceField
              label={say('timeZone')}
              hint={say('timeZoneHint')}
              value={timeZone}
              onChange={setZone}
              choices={[...new Set([timeZone, ...Intl.supportedValuesOf('timeZone')])].map((value) => ({
                value,
                label: value.replaceAll('_', ' '),
              }))}
            />
          </div>
        </ConfirmPreview>
      )}
    </>
  );
}

const columns = (say: Say): readonly Column<ChosenFile>[] => [
  { key: 'name', header: say('file'), cell: (row) => row.name, sortBy: (row) => row.name },
  {
    key: 'dataset',
    header: say('dataset'),
    cell: (row) => {
      const domain = domainOf(row.name);
      return domain ? say(`domains.${domain}`) : say('notUsed');
    },
    sortBy: (row) => domainOf(row.name),
  },
  { key: 'lines', header: say('lines'), numeric: true, cell: (row) => lineCount(row.text).toLocaleString('en-US'), width: '120px' },
  {
    key: 'size',
    header: say('size'),
    unit: 'kB',
    numeric: true,
    cell: (row) => Math.ceil(row.text.length / 1_000).toLocaleString('en-US'),
    width: '120px',
  },
];

interface FilesFieldProps {
  readonly onChoose: (files: FileList | null) => void;
  readonly fault: string | undefined;
  readonly say: Say;
}

function FilesField({ onChoose, fault, say }: FilesFieldProps) {
  return (
    <div className={classes.file}>
      <label htmlFor="dataset-files">{say('files')}</label>
      <p id="dataset-files-hint" className={classes.hint}>
        {say('filesHint')}
      </p>
      <input
        id="dataset-files"
        type="file"
        multiple
        accept=".csv,text/csv"
        aria-describedby="dataset-files-hint dataset-files-fault"
        aria-invalid={fault !== undefined}
        onChange={(event) => onChoose(event.currentTarget.files)}
      />
      <div id="dataset-files-fault" role="alert">
        {fault && (
          <StatusWord tone="blocked" look="plain">
            {fault}
          </StatusWord>
        )}
      </div>
    </div>
  );
}
