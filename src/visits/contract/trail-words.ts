// How the trail calls the records of visits.
import { describes } from '#audit/contract';

describes('visits.visit_occurrence', {
  noun: 'visit',
  fields: {
    actual_date: 'date',
    anchor_date: 'counted from',
    booked_for: 'booked for',
    completed_by: 'completed by',
    occurred_at: 'recorded for',
    out_by_days: 'days outside the window',
    rebook_needed: 're-booking needed',
    reason_code: 'kind of reason',
    target_to: 'target until',
  },
  actions: {
    'visits.complete': 'completed',
    'visits.book': 'booked',
    'visits.correct': 're-opened',
    'visits.add-unscheduled': 'added',
    'visits.miss': 'marked as missed',
    'visits.cancel': 'cancelled',
  },
  // Completing one visit moves the windows of others: those are changed, not completed.
  proves: {
    'visits.complete': 'actual_date',
    'visits.book': 'booked_for',
    'visits.correct': 'generation',
    'visits.miss': 'state',
    'visits.cancel': 'state',
  },
});
describes('visits.activity_occurrence', {
  noun: 'activity',
  fields: { not_done_reason: 'why not done', visit_id: 'visit', activity_key: 'key' },
  actions: { 'visits.complete': 'recorded', 'visits.correct': 're-opened' },
});
