// The words of files: what they are for, what may be sent, and the routes that carry their bytes beside the JSON ones.
import { z } from 'zod';
import { command, id, instantText, question } from '#platform/contract';
import { fileUses, type FileUse, useNames } from './rules.ts';

export { fileUses, useNames, type FileUse } from './rules.ts';

/** A kept file. */
export const fileView = z.object({
  id,
  use: z.enum(useNames),
  /** The sender's name for it, made safe. */
  name: z.string(),
  /** What its content is, whatever it was called. */
  contentType: z.string(),
  sizeBytes: z.number().int(),
  sha256: z.string(),
  siteId: id.nullable(),
  studyId: id.nullable(),
  uploadedAt: instantText,
});

/** The sender's name of a file; anything that a name can be, made safe afterwards. */
export const fileName = z.string().min(1).max(1_000);

function upload<Q extends z.ZodRawShape>(use: FileUse, summary: string, query: Q) {
  const { permission, sends, maxBytes } = fileUses[use];
  const route = command({ name: `files.add-${use}`, permission, path: `/files/${use}`, summary, output: fileView });
  const content = Object.fromEntries(sends.map((type) => [type, { schema: { type: 'string', format: 'binary', maxLength: maxBytes } }]));
  const parameters = Object.entries(query).map(([name, schema]) => ({
    name,
    in: 'query' as const,
    required: !(schema as z.ZodType).safeParse(undefined).success,
    schema: { type: 'string' as const, ...(name === 'name' ? {} : { format: 'uuid' }) },
  }));
  return route.route({
    spec: (operation) => ({
      ...operation,
      'x-permission': permission,
      parameters: [...(operation.parameters ?? []), ...parameters] as never,
      requestBody: { required: true, content: content as never },
    }),
  });
}

/** Queries of the uploads: the file's name, and where a document belongs. */
export const uploadQuery = z.strictObject({ name: fileName, siteId: id.optional(), studyId: id.optional() });
const named = { name: fileName };

/** Routes that carry bytes: declared here like all others, served as streams. */
export const fileStreams = {
  addProtocol: upload('protocol', 'Send a digital protocol (USDM JSON) that is to be looked at or imported', named),
  addDataset: upload('dataset', 'Send one SDTM dataset (CSV) that is to be imported; it is kept for a day at most', named),
  addRegistry: upload(
    'registry',
    'Send a file of a registry (JSON or CSV, packed by gzip or not) whose activity is to be counted; it is kept for a day at most',
    named,
  ),
  addDocument: upload('document', 'Keep a document (PDF) of a site, a study, or a study at a site', {
    ...named,
    siteId: id.optional(),
    studyId: id.optional(),
  }),
  addLogo: upload('logo', 'Keep a logo (PNG or JPEG)', named),
  content: question({
    name: 'files.content',
    permission: 'files.view',
    path: '/files/{fileId}/content',
    summary: 'The bytes of a file, to be saved',
    params: { fileId: id },
    output: z.file(),
  }),
};

/** The room's other routes. */
export const filesContract = {
  file: question({
    name: 'files.file',
    permission: 'files.view',
    path: '/files/{fileId}',
    summary: 'What is known of a file',
    params: { fileId: id },
    output: fileView,
  }),
};
