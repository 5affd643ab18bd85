// Reports as they are read: those that were kept, one by its chapters, and its files; and having one made.
import { z } from 'zod';
import { command, id, instantText, question } from '#platform/contract';
import { reportLanguages } from '../rules.ts';
import { tag } from './words.ts';

const language = z.enum(reportLanguages);
const format = z.enum(['pdf', 'xlsx']);

const cell = z.object({ text: z.string(), value: z.number().nullable(), digits: z.number().int().optional(), tag: tag.optional() });

const column = z.object({ header: z.string(), unit: z.string().nullable(), width: z.number(), isNumber: z.boolean(), adds: z.boolean() });

const table = z.object({
  id: z.string(),
  number: z.number().int(),
  title: z.string(),
  columns: z.array(column),
  rows: z.array(z.object({ cells: z.array(cell), isTotal: z.boolean(), source: z.string().nullable() })),
  note: z.string(),
  source: z.string(),
});

const place = z.number().int();

const figure = z.object({
  id: z.string(),
  number: z.number().int(),
  title: z.string(),
  alt: z.string(),
  tableId: z.string(),
  picture: z.union([
    z.object({ kind: z.literal('lines'), value: place, low: place, high: place }),
    z.object({ kind: z.literal('bars'), values: z.array(place) }),
    z.object({ kind: z.literal('spans'), low: place, high: place }),
    z.object({ kind: z.literal('scatter'), x: place, y: place }),
  ]),
});

const block = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), text: z.string() }),
  z.object({ kind: z.literal('points'), points: z.array(z.string()) }),
  z.object({ kind: z.literal('table'), table }),
  z.object({ kind: z.literal('figure'), figure }),
]);

const titled = z.object({ id: z.string(), number: z.string(), title: z.string() });

/** A kept report by what names it. */
export const reportHead = z.object({
  id,
  runId: id,
  version: z.string(),
  contentSha256: z.string(),
  madeBy: z.string(),
  madeAt: instantText,
  files: z.array(z.object({ language, format, sha256: z.string(), sizeBytes: z.number().int() })),
});

const params = { reportId: id };

/** The routes of reports. */
export const reportContract = {
  reports: question({
    name: 'market.reports',
    permission: 'market.view',
    path: '/market/reports',
    summary: 'Every kept report of the market, the latest first, with the digests of its content and files',
    output: z.object({
      reports: z.array(reportHead),
      /** Whether there is an outlook that a report can be made of. */
      hasOutlook: z.boolean(),
      can: z.object({ make: z.boolean() }),
    }),
  }),
  makeReport: command({
    name: 'market.make-report',
    permission: 'market.run',
    path: '/market/reports',
    summary: 'Make the report of the latest outlook, in every language; runs as a job, and keeps the same content once',
    output: z.object({ jobId: id }),
  }),
  report: question({
    name: 'market.report',
    permission: 'market.view',
    path: '/market/reports/{reportId}',
    summary: 'A report in one language: what names it, and the titles of its chapters and sections',
    params,
    query: { language: language.default('en') },
    output: z.object({
      head: reportHead,
      title: z.string(),
      lead: z.string(),
      /** That a demo network made it; null of a real one. */
      mark: z.string().nullable(),
      facts: z.array(z.tuple([z.string(), z.string()])),
      chapters: z.array(titled.extend({ sections: z.array(titled) })),
    }),
  }),
  reportChapter: question({
    name: 'market.report-chapter',
    permission: 'market.view',
    path: '/market/reports/{reportId}/chapters/{chapter}',
    summary: 'One chapter of a report: its texts, tables and figures as they stand in every other form of it',
    params: {
      ...params,
      chapter: z
        .string()
        .regex(/^[a-z][a-z-]{0,60}$/, 'must be the id of a chapter')
        .meta({ examples: ['country-us'] }),
    },
    query: { language: language.default('en') },
    output: titled.extend({ sections: z.array(titled.extend({ blocks: z.array(block) })) }),
  }),
  reportFile: question({
    name: 'market.report-file',
    permission: 'market.view',
    path: '/market/reports/{reportId}/file',
    summary: 'A report as tagged PDF or as a workbook with a sheet for every table, the same bytes every time',
    params,
    query: { language: language.default('en'), format: format.default('pdf') },
    output: z.file(),
  }),
};
