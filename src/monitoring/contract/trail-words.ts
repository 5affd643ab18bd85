// How the trail calls deviations.
import { describes } from '#audit/contract';

describes('monitoring.deviation', {
  noun: 'deviation',
  name: 'category',
  fields: { days_out: 'days outside the window', detected_by: 'detected by', occurred_on: 'occurred on', reason_code: 'kind of reason' },
  actions: { 'visits.complete': 'drafted', 'monitoring.assess': 'assessed', 'monitoring.raise-deviation': 'raised' },
});
