// Having registry files counted: what to fetch, the files, whether one fault is too many, then the job.
import { useState } from 'react';
import { fileUses } from '#files/contract';
import {
  Button,
  DataTable,
  FileField,
  formatNumber,
  PageHeader,
  Problem,
  ProgressBar,
  TickField,
  useLanguage,
  type Column,
  type Say,
} from '#ui';
import { useCountFiles } from './activity-queries.ts';
import { useActivityWords } from './activity-words.ts';
import classes from './held.module.css';
import { MarketSections } from './MarketSections.tsx';
import { WhatToFetch } from './WhatToFetch.tsx';

const mostFiles = 20;
const limits = { most: mostFiles, size: fileUses.registry.maxBytes / 1_000_000_000 };

/** The page. */
export function ActivitySendPage() {
  const say = useActivityWords();
  const language = useLanguage();
  const [files, setFiles] = useState<readonly File[]>([]);
  const [strict, setStrict] = useState(false);
  const { count, sending } = useCountFiles();
  const fault = faultOf(files, say);
  const choose = (chosen: readonly File[]) => {
    count.reset();
    setFiles(chosen);
  };
  return (
    <>
      <PageHeader
        title={say('send.title')}
        crumbs={[
          { label: say('market'), to: '/market' },
          { label: say('title'), to: '/market/activity' },
        ]}
        lead={say('send.lead')}
      />
      <MarketSections active="activity" />
      <h2 className={classes.heading}>{say('fetch.heading')}</h2>
      <WhatToFetch />
      <FileField
        label={say('send.files')}
        hint={say('send.filesHint', limits)}
        accept=".json,.ndjson,.jsonl,.csv,.txt,.gz"
        multiple
        fault={fault}
        onChoose={choose}
      />
      <TickField label={say('send.strict')} hint={say('send.strictHint')} checked={strict} onChange={setStrict} />
      {files.length > 0 && (
        <DataTable label={say('send.chosen')} columns={columns(say, language)} rows={files} rowKey={keyOf(files)} empty="" />
      )}
      {sending !== undefined && (
        <ProgressBar label={say('send.sending', { name: files[sending]?.name ?? '' })} done={sending} total={files.length} />
      )}
      {count.error && <Problem error={count.error} />}
      <div className={classes.foot}>
        <Button
          disabled={files.length === 0 || fault !== undefined}
          loading={count.isPending}
          onClick={() => count.mutate({ files, strict })}
        >
          {say('send.start')}
        </Button>
      </div>
    </>
  );
}

// Files of one name may come from two folders.
const keyOf = (files: readonly File[]) => (file: File) => String(files.indexOf(file));

function faultOf(files: readonly File[], say: Say): string | undefined {
  if (files.length > mostFiles) return say('send.tooMany', limits);
  const large = files.find(({ size }) => size > fileUses.registry.maxBytes);
  if (large) return say('send.tooLarge', { name: large.name, size: limits.size });
  const empty = files.find(({ size }) => size === 0);
  return empty && say('send.empty', { name: empty.name });
}

function columns(say: Say, language: string): readonly Column<File>[] {
  return [
    { key: 'name', header: say('send.file'), cell: ({ name }) => name, value: ({ name }) => name },
    {
      key: 'size',
      header: say('send.size'),
      unit: 'kB',
      numeric: true,
      cell: ({ size }) => formatNumber(Math.ceil(size / 1_000), 0, language),
      value: ({ size }) => size,
      width: '140px',
    },
  ];
}
