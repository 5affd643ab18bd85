// Importing a trial: choose its datasets, see what they are, then start the job that takes them over.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { studiesContract } from '#studies/contract';
import {
  ChoiceField,
  ConfirmPreview,
  createApi,
  DataTable,
  FileField,
  notify,
  PageHeader,
  ProgressBar,
  sendFile,
  useGo,
  usePageParams,
  type Column,
  type Say,
  zoneHere,
} from '#ui';
import { interopContract } from '../contract.ts';
import { domainOf, faultOfFiles, type ChosenFile } from './chosen-files.ts';
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
  const [files, setFiles] = useState<readonly File[]>([]);
  const [sending, setSending] = useState<number>();
  const [zone, setZone] = useState<string>();
  const ask = useMutation(api.interop.importSdtm.mutationOptions());
  const start = useMutation({
    networkMode: 'always',
    mutationFn: async () => {
      const fileIds: string[] = [];
      for (const [at, file] of files.entries()) {
        setSending(at);
        fileIds.push((await sendFile({ path: '/files/dataset', file, type: 'text/csv' })).id);
      }
      return ask.mutateAsync({ params: { studyId }, body: { fileIds, timeZone } });
    },
    onSettled: () => setSending(undefined),
    onSuccess: async ({ jobId }) => {
      notify({ tone: 'neutral', text: say('startedNotice') });
      await requests.invalidateQueries();
      go(`/jobs/${jobId}`);
    },
  });
  const code = study.data?.code ?? '';
  const timeZone = zone ?? study.data?.studySites[0]?.timeZone ?? zoneHere();
  const fault = files.length > 0 ? faultOfFiles(files) : undefined;
  const choose = (chosen: readonly File[]) => {
    start.reset();
    setFiles(chosen);
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
      <FileField
        label={say('files')}
        hint={say('filesHint')}
        accept=".csv,text/csv"
        multiple
        fault={fault && say(`needs.${fault}`)}
        onChoose={choose}
      />
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
          onConfirm={() => start.mutate()}
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
          {sending !== undefined && (
            <ProgressBar label={say('sending', { name: files[sending]?.name ?? '' })} done={sending} total={files.length} />
          )}
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
  {
    key: 'size',
    header: say('size'),
    unit: 'kB',
    numeric: true,
    cell: (row) => Math.ceil(row.size / 1_000).toLocaleString('en-US'),
    width: '120px',
  },
];
