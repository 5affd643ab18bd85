// How the trail calls deviations.
import { describes } from '#audit/contract';

describes('monitoring.deviation', {
  noun: 'deviation',
  name: 'category',
  fields: { days_out: 'days outside the window', detected_by: 'detected by', occurred_on: 'occurred on', reason_code: 'kind of reason' },
  actions: { 'visits.complete': 'drafted', 'monitoring.assess': 'assessed', 'monitoring.raise-deviation': 'raised' },
});

describes('monitoring.signal', {
  noun: 'signal',
  name: 'indicator',
  permission: 'monitoring.view-indicators',
  fields: { owner_id: 'owner', opened_on: 'opened on', closed_on: 'closed on' },
  actions: { 'monitoring.run-indicators': 'opened', 'monitoring.handle-signal': 'answered' },
});

describes('monitoring.indicator_run', {
  noun: 'look at the indicators of',
  name: 'as_of',
  permission: 'monitoring.view-indicators',
  fields: { as_of: 'as of', input_sha256: 'digest of the counts', kernel_version: 'method', summary: 'summary' },
  actions: { 'monitoring.run-indicators': 'kept' },
});

describes('monitoring.indicator_result', {
  noun: 'figures of',
  name: 'dimension',
  permission: 'monitoring.view-indicators',
  fields: { figures: 'figures' },
  actions: { 'monitoring.run-indicators': 'kept' },
});

describes('monitoring.known_problem', {
  noun: 'known problem',
  name: 'key',
  permission: 'monitoring.view-indicators',
  fields: { sentence: 'what is wrong', indicators: 'indicators that can show it' },
  actions: {},
});
