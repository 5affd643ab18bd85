// The rows behind an indicator: where each leads, and its detail in words. Pure.
import type { Say } from '#ui';
import type { IndicatorKey } from '../rules/indicators.ts';
import type { CountedRow } from './queries.ts';

/** The address of the record that was counted. */
export function rowAddress({ record, recordId, subjectId }: CountedRow): string {
  if (record === 'visit') return `/visits/${recordId}`;
  if (record === 'deviation') return `/deviations/${recordId}`;
  return record === 'adverse-event' ? `/subjects/${subjectId}?section=events` : `/subjects/${subjectId}?section=history`;
}

/** What is particular about a row: days, a kind of deviation, that an event is serious; empty where nothing is. */
export function rowDetail(indicator: IndicatorKey, { record, detail }: CountedRow, say: Say, sayDeviation: Say): string {
  if (record === 'deviation') return detail === null ? '' : sayDeviation(`category.${detail}`);
  if (record === 'adverse-event') return detail === 'serious' ? say('serious') : '';
  if (record === 'subject') return '';
  if (indicator === 'missed-visits') return say(detail === 'missed' ? 'wasMissed' : 'stillOpen');
  if (detail === null) return say('stillOpen');
  const days = Number(detail);
  if (indicator === 'late-entry') return say('daysToRecord', { count: days });
  return say(days > 0 ? 'daysLate' : 'daysEarly', { count: Math.abs(days) });
}
