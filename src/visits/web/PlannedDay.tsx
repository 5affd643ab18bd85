// When a visit is planned: day number, target and window, or why it has none.
import { DateText, DayWindow, formatDateRange, useLanguage } from '#ui';
import type { Visit } from './queries.ts';
import { useVisitsWords } from './words.ts';

type Planned = Pick<Visit, 'target' | 'earliest' | 'latest' | 'provisional'> &
  Partial<Pick<Visit, 'studyDay' | 'studyDayEarliest' | 'studyDayLatest' | 'unresolved'>>;

/**
 * `Day 29, 7 Apr 2026, window 4–10 Apr`; a range of days without one target shows its days and window.
 *
 * @param targetDay the study day of the target; the one on the visit is of its actual date once it took place
 */
export function PlannedDay({ visit, targetDay }: { readonly visit: Planned; readonly targetDay?: number | undefined }) {
  const say = useVisitsWords();
  const language = useLanguage();
  const { target, earliest, latest, studyDayEarliest, studyDayLatest } = visit;
  if (!earliest || !latest) return <span>{visit.unresolved ? say(`unresolved.${visit.unresolved}`) : say('record.noWindow')}</span>;
  const moving = visit.provisional ? `, ${say('provisional')}` : '';
  if (target && earliest === target && latest === target) {
    return (
      <span>
        <DateText date={target} {...(targetDay === undefined ? {} : { day: targetDay })} />
        {moving}
      </span>
    );
  }
  if (target) {
    return (
      <span>
        <DayWindow target={target} from={earliest} to={latest} {...(targetDay === undefined ? {} : { day: targetDay })} />
        {moving}
      </span>
    );
  }
  const days =
    studyDayEarliest === null || studyDayEarliest === undefined ? '' : `${say('days', { from: studyDayEarliest, to: studyDayLatest })}, `;
  return (
    <span>
      {days}
      {say('onlyWindow', { window: formatDateRange(earliest, latest, { language }) })}
      {moving}
    </span>
  );
}
