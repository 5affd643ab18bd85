// How the trail calls signatures and returns.
import { describes } from '#audit/contract';

describes('signatures.signature', {
  noun: 'signature',
  name: 'signer_name',
  permission: 'signatures.view',
  fields: {
    content_sha256: 'SHA-256 of what was shown',
    record_version: 'version',
    signer_name: 'printed name',
    statement_key: 'statement',
    signed_at: 'signed at',
    proved_at: 'proved at',
    time_zone: 'time zone',
  },
  actions: { 'signatures.sign': 'signed' },
});
describes('signatures.record_return', {
  noun: 'return',
  name: 'returned_by_name',
  permission: 'signatures.view',
  fields: { record_version: 'version', returned_by_name: 'returned by', returned_at: 'returned at' },
  actions: { 'signatures.return': 'returned' },
});
