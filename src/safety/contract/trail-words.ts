// How the trail calls adverse events and their reports.
import { describes } from '#audit/contract';

describes('safety.adverse_event', {
  noun: 'adverse event',
  name: 'term',
  fields: {
    coded_term: 'coded as',
    started_on: 'began',
    ended_on: 'ended',
    criteria: 'serious because of',
    causality_reason: 'why so judged',
    judged_by: 'judged by',
    judged_by_name: 'judge',
    judged_at: 'judged at',
    action_taken: 'action taken with the study treatment',
    aware_at: 'site aware at',
    serious_aware_at: 'aware of seriousness at',
    source_ref: 'record of the source',
  },
  actions: {
    'safety.record': 'recorded',
    'safety.amend': 'corrected',
    'safety.resolve': 'resolved',
    'safety.judge': 'judged',
    'interop.import-sdtm': 'took over',
  },
});
describes('safety.sae_report', {
  noun: 'safety report',
  name: 'number',
  fields: { adverse_event_id: 'adverse event', sent_at: 'sent at', sent_to: 'sent to', event_version: 'version of the event' },
  actions: { 'safety.report': 'recorded' },
});
