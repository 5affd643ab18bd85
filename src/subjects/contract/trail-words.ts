// How the trail calls the records of subjects. Arms are for those who treat; reasons can be diagnoses.
import { describes } from '#audit/contract';

// As the pages call them.
const codes = {
  'in-screening': 'in screening',
  enrolled: 'randomised',
  'follow-up': 'in follow-up',
  'lost-to-follow-up': 'lost to follow-up',
};
const reasons = { reason: 'subjects.view-reasons' };

describes('subjects.number_series', { noun: 'number series', name: 'last_issued', permission: 'subjects.view' });
describes('subjects.subject', {
  noun: 'participant',
  name: 'number',
  fields: { consented_on: 'consented on', schedule_version_id: 'schedule', person_id: 'identity' },
  actions: { 'subjects.consent': 'recorded the consent of', 'subjects.advance': 'moved' },
  codes,
  guarded: { arm: 'subjects.identify', ...reasons },
});
describes('subjects.status_event', {
  noun: 'status',
  name: 'to_status',
  fields: { from_status: 'from', to_status: 'to', on_date: 'on', withdrawn_from: 'withdrawn from', last_dose_on: 'last dose on' },
  actions: { 'subjects.consent': 'recorded', 'subjects.advance': 'recorded' },
  codes,
  guarded: reasons,
});
describes('subjects.milestone', {
  noun: 'milestone',
  name: 'kind',
  fields: { on_date: 'on' },
  actions: { 'subjects.reach-milestone': 'recorded' },
  guarded: reasons,
});
