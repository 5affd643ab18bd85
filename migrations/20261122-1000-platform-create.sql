-- What every room stands on: closed defaults, and the operational tables of the program itself.
-- breaking: no
revoke all on schema public from public;
alter default privileges revoke execute on functions from public;

create schema platform;
grant usage on schema platform to siteward_app, siteward_auth, siteward_ctx, siteward_trail, siteward_backup;

-- The value of a transaction-local setting, or null when it was never set or is empty.
-- Small functions have their bodies parsed here, so that no search path matters to them and the planner inlines them.
create function platform.setting(name text) returns text
language sql stable return nullif(current_setting('siteward.' || name, true), '');
grant execute on function platform.setting(text) to siteward_app, siteward_auth, siteward_ctx, siteward_trail, siteward_backup;

-- Answers to writes, kept beside their effect so that a repeated request is answered and not repeated.
create table platform.idempotency (
  id uuid primary key default gen_random_uuid(),
  actor_id uuid not null,
  key text not null check (length(key) between 8 and 200),
  route text not null,
  request_mac bytea not null,
  -- What the actor was granted when it was answered: a repeated request is judged anew once that has changed.
  grants_hash bytea not null,
  status smallint,
  -- Text kept as it was answered: jsonb would put the keys in another order.
  answer json,
  created_at timestamptz not null default now(),
  unique (actor_id, key)
);
create index idempotency_created_at on platform.idempotency (created_at);
alter table platform.idempotency enable row level security;
alter table platform.idempotency force row level security;
grant select, insert, update on platform.idempotency to siteward_app;

-- How far a job has come, as people see it; the queue itself lives in schema jobs.
create table platform.job_run (
  id uuid primary key,
  kind text not null,
  asked_by uuid,
  state text not null check (state in ('queued', 'running', 'done', 'failed', 'cancelled')),
  done_steps integer not null default 0 check (done_steps >= 0),
  total_steps integer check (total_steps >= 0),
  note text,
  result jsonb,
  problem text,
  cancel_asked boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
alter table platform.job_run enable row level security;
alter table platform.job_run force row level security;
grant select, insert, update on platform.job_run to siteward_app;
