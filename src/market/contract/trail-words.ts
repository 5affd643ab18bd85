// How the trail calls what is held of the market.
import { describes } from '#audit/contract';

const digests = {
  input_sha256: 'digest of the input',
  result_sha256: 'digest of the result',
  kernel_version: 'kernel',
  made_at: 'made at',
};
const said = { supersedes: 'instead of', reason: 'reason', added_at: 'added at', added_by_name: 'added by' };

describes('market.evidence', {
  noun: 'evidence',
  name: 'supersedes',
  fields: { record: 'record', ...said },
  actions: { 'market.add-evidence': 'added', 'market.supersede-evidence': 'superseded' },
});

describes('market.assumption_set', {
  noun: 'assumptions',
  name: 'number',
  fields: { content: 'assumptions', saved_at: 'saved at', saved_by_name: 'saved by' },
  actions: { 'market.save-assumptions': 'saved' },
});

describes('market.scenario', {
  noun: 'scenario',
  permission: 'market.edit',
  fields: { changes: 'changes', retired: 'retired', saved_at: 'saved at', saved_by_name: 'saved by' },
  actions: { 'market.add-scenario': 'added', 'market.amend-scenario': 'rewrote' },
});

describes('market.activity_import', {
  noun: 'count of activity',
  name: 'file_name',
  fields: { file_name: 'file', counts: 'counts', cells_sha256: 'digest of the cells', classifier_version: 'classifier' },
  actions: { 'market.import-activity': 'counted' },
});

describes('market.activity_choice', {
  noun: 'choice of a count',
  fields: { activity_import_id: 'count of activity', reason: 'reason', chosen_at: 'chosen at', chosen_by_name: 'chosen by' },
  actions: { 'market.choose-activity': 'chose' },
});

describes('market.run', {
  noun: 'outlook of the market',
  name: 'seed',
  fields: digests,
  actions: { 'market.run': 'made', 'market.refresh': 'made' },
});

describes('market.note', {
  noun: 'note',
  name: 'section',
  fields: {
    text: 'text',
    company: 'company',
    section: 'section',
    strength: 'strength',
    source: 'source',
    evidence_ids: 'evidence',
    ...said,
  },
  actions: { 'market.add-note': 'wrote' },
});

describes('market.new_site_case', {
  noun: 'new-site case',
  permission: 'market.edit',
  fields: digests,
  actions: { 'market.keep-new-site': 'kept' },
});

describes('market.report', {
  noun: 'report of the market',
  permission: 'market.edit',
  name: 'report_version',
  fields: { content_sha256: 'digest of the content', made_at: 'made at' },
  actions: { 'market.make-report': 'made' },
});

describes('market.report_file', {
  noun: 'file of a report',
  permission: 'market.edit',
  name: 'format',
  fields: { language: 'language', format: 'format', sha256: 'digest', size_bytes: 'size in bytes' },
  actions: { 'market.make-report': 'drew' },
});
