// How the trail calls files.
import { describes } from '#audit/contract';

const sent = 'sent';

describes('files.file', {
  noun: 'file',
  permission: 'files.view',
  fields: { content_type: 'content', size_bytes: 'size', sha256: 'SHA-256', uploaded_by: 'sender' },
  actions: {
    'files.add-protocol': sent,
    'files.add-dataset': sent,
    'files.add-registry': sent,
    'files.add-document': sent,
    'files.add-logo': sent,
  },
});

describes('files.held', { noun: 'kept paper', permission: 'files.view', fields: { sha256: 'SHA-256', record_table: 'kind of record' } });
