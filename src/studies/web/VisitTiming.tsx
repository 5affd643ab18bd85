// When a visit of a schedule is due, in words: for pages of other rooms that stand beside the schedule.
import { referenceOf } from './grid-shape.ts';
import type { ScheduleGridView } from './queries.ts';
import { timingWords } from './timing-words.ts';
import { useStudiesWords } from './words.ts';

export interface VisitTimingProps {
  readonly grid: ScheduleGridView;
  readonly visitKey: string;
}

/** `Screening, Day −28 to −1`; nothing for a visit that the schedule does not have. */
export function VisitTiming({ grid, visitKey }: VisitTimingProps) {
  const say = useStudiesWords();
  const visit = grid.visits.find((each) => each.key === visitKey);
  if (!visit) return null;
  const names = new Map(grid.visits.map((each) => [each.key, each.name]));
  const epoch = grid.epochs.find((each) => each.key === visit.epoch)?.name;
  const when = timingWords(visit, names, referenceOf(grid.visits.filter((each) => each.timeline === visit.timeline)), say);
  return <>{[...(epoch ? [epoch] : []), when].join(', ')}</>;
}
