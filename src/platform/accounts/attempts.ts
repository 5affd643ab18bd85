// Attempts per account: five a minute, and ten wrong ones in a row lock it for a time. A device that its person has signed in from is
// counted apart, so that a stranger's guesses do not lock the owner out.
import { createHmac } from 'node:crypto';
import type pg from 'pg';

const WINDOW_SECONDS = 60;
const PER_MINUTE = 5;
const FAILURES_TO_LOCK = 10;
const FIRST_LOCK_MINUTES = 15;
const LONGEST_LOCK_MINUTES = 240;

/** The counters. A key stands for an account, known or not, or for an account on a device of its person. */
export interface Attempts {
  /** The counter of an address, on a known device where there is one. */
  readonly keyOf: (email: string, device: string | null) => string;
  /** Counts an attempt to sign in; answers the seconds to wait, 0 when it may go on. */
  readonly secondsToWait: (key: string) => Promise<number>;
  readonly isLocked: (key: string) => Promise<boolean>;
  /** Counts a wrong password or code; answers until when the account is locked by it, or null. */
  readonly failed: (key: string, accountId: string | null) => Promise<string | null>;
  /** Forgets the failures after a sign-in with everything that it takes. */
  readonly succeeded: (key: string) => Promise<void>;
}

/** Opens the counters over the pool of accounts. */
export function openAttempts(pool: pg.Pool, secret: string): Attempts {
  return {
    keyOf: (email, device) => {
      const what = device === null ? 'account' : 'device';
      const mac = createHmac('sha256', secret).update(`${what} ${device ?? ''} ${email.trim().toLowerCase()}`);
      return `${what}|${mac.digest('base64url')}`;
    },
    secondsToWait: (key) => secondsToWait(pool, key),
    isLocked: async (key) => {
      const { rowCount } = await pool.query('select 1 from auth.attempt where key = $1 and locked_until > now()', [key]);
      return rowCount === 1;
    },
    failed: (key, accountId) => countFailure(pool, key, accountId),
    succeeded: async (key) => {
      await pool.query('delete from auth.attempt where key = $1', [key]);
    },
  };
}

// One statement, so that attempts sent at once are counted one by one. The library clears rows that are older than its longest window.
async function secondsToWait(pool: pg.Pool, key: string): Promise<number> {
  const { rows } = await pool.query<{ count: number; seconds: number }>(
    `insert into auth."rateLimit" as kept (key, count, "lastRequest") values ($1, 1, (extract(epoch from clock_timestamp()) * 1000)::bigint)
     on conflict (key) do update set
       count = case when kept."lastRequest" <= excluded."lastRequest" - $2 * 1000 then 1 else kept.count + 1 end,
       "lastRequest" = case when kept."lastRequest" <= excluded."lastRequest" - $2 * 1000 then excluded."lastRequest" else kept."lastRequest" end
     returning count, ceil($2 - (extract(epoch from clock_timestamp()) * 1000 - "lastRequest") / 1000)::int as seconds`,
    [key, WINDOW_SECONDS],
  );
  const row = rows[0];
  return row && row.count > PER_MINUTE ? Math.max(row.seconds, 1) : 0;
}

// Ten in a row lock; what comes while it is locked is not counted, so that nobody can hold the lock for ever.
async function countFailure(pool: pg.Pool, key: string, accountId: string | null): Promise<string | null> {
  await pool.query(`delete from auth.attempt where last_at < now() - interval '2 days'`);
  const { rows } = await pool.query<{ until: string | null }>(
    `insert into auth.attempt as kept (key, account_id, failures, last_at) values ($1, $2, 1, now())
     on conflict (key) do update set
       account_id = excluded.account_id, last_at = now(),
       failures = case when kept.locked_until > now() then kept.failures when kept.failures + 1 >= $3 then 0 else kept.failures + 1 end,
       locks = case when kept.locked_until > now() or kept.failures + 1 < $3 then kept.locks else kept.locks + 1 end,
       locked_until = case when kept.locked_until > now() or kept.failures + 1 < $3 then kept.locked_until
         else now() + make_interval(mins => least($5, $4 * (2 ^ least(kept.locks, 10))::int)) end
     returning case when failures = 0 and locked_until > now() then to_char(locked_until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') end as until`,
    [key, accountId, FAILURES_TO_LOCK, FIRST_LOCK_MINUTES, LONGEST_LOCK_MINUTES],
  );
  return rows[0]?.until ?? null;
}
