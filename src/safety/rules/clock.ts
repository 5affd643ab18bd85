// The clock of a serious adverse event: elapsed time from the first awareness of the site, by any of its staff, to the report (BR-23).
import { DomainError, type Temporal } from '#lib';

/** Hours to the sponsor unless the protocol says otherwise. */
export const reportHours = 24;

/** Shares of the time, in percent, at which the clock warns. */
export const warnAtPercent = [50, 75, 90] as const;

/** `running` before half of the time is gone; `sent-late` and `overdue` are breaches. */
export type ClockStanding = 'running' | 'half-gone' | 'three-quarters-gone' | 'nearly-gone' | 'overdue' | 'sent' | 'sent-late';

export interface SaeClock {
  readonly startedAt: Temporal.Instant;
  readonly dueAt: Temporal.Instant;
  /** When the first report went out; null while the clock runs. */
  readonly sentAt: Temporal.Instant | null;
  /** Whole minutes left, or that were left at the report; negative past the due time. */
  readonly minutesLeft: number;
  readonly standing: ClockStanding;
}

/**
 * The clock at `now`. Elapsed absolute time: nights, weekends and clock changes count.
 *
 * @param startedAt when anybody at the site first knew that the event is serious
 * @param sentAt when the first report went out, or null
 * @throws DomainError where `hours` is not a positive whole number
 */
export function saeClock(
  startedAt: Temporal.Instant,
  sentAt: Temporal.Instant | null,
  now: Temporal.Instant,
  hours: number = reportHours,
): SaeClock {
  if (!Number.isInteger(hours) || hours <= 0) throw new DomainError('the hours to a report are a positive whole number');
  const dueAt = startedAt.add({ hours });
  const left = dueAt.epochMilliseconds - (sentAt ?? now).epochMilliseconds;
  return {
    startedAt,
    dueAt,
    sentAt,
    minutesLeft: Math.floor(left / 60_000),
    standing: standingOf(left, hours * 3_600_000, sentAt !== null),
  };
}

function standingOf(left: number, whole: number, isSent: boolean): ClockStanding {
  if (isSent) return left < 0 ? 'sent-late' : 'sent';
  if (left < 0) return 'overdue';
  const gonePercent = ((whole - left) / whole) * 100;
  const [half, threeQuarters, nearly] = warnAtPercent;
  if (gonePercent >= nearly) return 'nearly-gone';
  if (gonePercent >= threeQuarters) return 'three-quarters-gone';
  return gonePercent >= half ? 'half-gone' : 'running';
}
