// What a window is counted from: the date, and what it rests on.
import { DateText } from '#ui';
import type { Visit } from './queries.ts';
import { useVisitsWords } from './words.ts';

/** `10 Mar 2026, the visit that took place`; a dash where the window is not counted from anything. */
export function CountedFrom({ visit }: { readonly visit: Pick<Visit, 'anchorDate' | 'anchorBasis'> }) {
  const say = useVisitsWords();
  const { anchorDate, anchorBasis } = visit;
  if (anchorDate === null) return <span>{say('dash')}</span>;
  return (
    <span>
      <DateText date={anchorDate} />
      {anchorBasis && `, ${say(`basis.${anchorBasis}`)}`}
    </span>
  );
}
