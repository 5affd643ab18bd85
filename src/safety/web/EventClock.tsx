// Where the clock of a serious event stands, for lists on other pages.
import { InstantText, StatusWord } from '#ui';
import { clockInWords, toneOfClock } from './event-words.ts';
import type { AdverseEvent } from './queries.ts';
import { useSafetyWords } from './words.ts';

/** `23 h 10 min left, due 15 Apr 2026, 16:20 CDT`; or that a follow-up report is due. */
export function EventClock({ event }: { readonly event: AdverseEvent }) {
  const say = useSafetyWords();
  const { clock } = event;
  if (clock === null || clock.sentAt !== null)
    return (
      <StatusWord tone="attention" look="plain">
        {say('followUpDue')}
      </StatusWord>
    );
  return (
    <span>
      <StatusWord tone={toneOfClock(clock)} look="plain">
        {clockInWords(clock, say)}
      </StatusWord>{' '}
      {say('clock.due')} <InstantText at={clock.dueAt} timeZone={event.timeZone} />
    </span>
  );
}
