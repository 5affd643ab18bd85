-- The queue's own tables in the shape that pg-boss expects, owned by the role that runs it.
-- breaking: no
create schema jobs authorization siteward_jobs;
grant usage on schema platform, access to siteward_jobs;
set local role siteward_jobs;

CREATE TYPE jobs.job_state AS ENUM (
  'created',
  'retry',
  'active',
  'completed',
  'cancelled',
  'failed'
);

CREATE TABLE jobs.version (
  version int primary key,
  maintained_on timestamp with time zone,
  cron_on timestamp with time zone,
  monitored_on timestamp with time zone
);

CREATE TABLE jobs.queue (
  name text,
  policy text,
  retry_limit int,
  retry_delay int,
  retry_backoff bool,
  expire_seconds int,
  retention_minutes int,
  dead_letter text REFERENCES jobs.queue (name),
  partition_name text,
  created_on timestamp with time zone not null default now(),
  updated_on timestamp with time zone not null default now(),
  PRIMARY KEY (name)
);

CREATE TABLE jobs.schedule (
  name text REFERENCES jobs.queue ON DELETE CASCADE,
  cron text not null,
  timezone text,
  data jsonb,
  options jsonb,
  created_on timestamp with time zone not null default now(),
  updated_on timestamp with time zone not null default now(),
  PRIMARY KEY (name)
);

CREATE TABLE jobs.subscription (
  event text not null,
  name text not null REFERENCES jobs.queue ON DELETE CASCADE,
  created_on timestamp with time zone not null default now(),
  updated_on timestamp with time zone not null default now(),
  PRIMARY KEY(event, name)
);

CREATE TABLE jobs.job (
  id uuid not null default gen_random_uuid(),
  name text not null,
  priority integer not null default(0),
  data jsonb,
  state jobs.job_state not null default('created'),
  retry_limit integer not null default(2),
  retry_count integer not null default(0),
  retry_delay integer not null default(0),
  retry_backoff boolean not null default false,
  start_after timestamp with time zone not null default now(),
  started_on timestamp with time zone,
  singleton_key text,
  singleton_on timestamp without time zone,
  expire_in interval not null default interval '15 minutes',
  created_on timestamp with time zone not null default now(),
  completed_on timestamp with time zone,
  keep_until timestamp with time zone NOT NULL default now() + interval '14 days',
  output jsonb,
  dead_letter text,
  policy text
) PARTITION BY LIST (name);
ALTER TABLE jobs.job ADD PRIMARY KEY (name, id);
CREATE TABLE jobs.archive (LIKE jobs.job);
ALTER TABLE jobs.archive ADD PRIMARY KEY (name, id);
ALTER TABLE jobs.archive ADD archived_on timestamptz NOT NULL DEFAULT now();
CREATE INDEX archive_i1 ON jobs.archive(archived_on);

CREATE FUNCTION jobs.create_queue(queue_name text, options json)
RETURNS VOID AS
$$
DECLARE
  table_name varchar := 'j' || encode(sha224(queue_name::bytea), 'hex');
  queue_created_on timestamptz;
BEGIN

  WITH q as (
  INSERT INTO jobs.queue (
    name,
    policy,
    retry_limit,
    retry_delay,
    retry_backoff,
    expire_seconds,
    retention_minutes,
    dead_letter,
    partition_name
  )
  VALUES (
    queue_name,
    options->>'policy',
    (options->>'retryLimit')::int,
    (options->>'retryDelay')::int,
    (options->>'retryBackoff')::bool,
    (options->>'expireInSeconds')::int,
    (options->>'retentionMinutes')::int,
    options->>'deadLetter',
    table_name
  )
  ON CONFLICT DO NOTHING
  RETURNING created_on
  )
  SELECT created_on into queue_created_on from q;

  IF queue_created_on IS NULL THEN
    RETURN;
  END IF;

  EXECUTE format('CREATE TABLE jobs.%I (LIKE jobs.job INCLUDING DEFAULTS)', table_name);

  EXECUTE format('ALTER TABLE jobs.%1$I ADD PRIMARY KEY (name, id)', table_name);
  EXECUTE format('ALTER TABLE jobs.%1$I ADD CONSTRAINT q_fkey FOREIGN KEY (name) REFERENCES jobs.queue (name) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED', table_name);
  EXECUTE format('ALTER TABLE jobs.%1$I ADD CONSTRAINT dlq_fkey FOREIGN KEY (dead_letter) REFERENCES jobs.queue (name) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED', table_name);
  EXECUTE format('CREATE UNIQUE INDEX %1$s_i1 ON jobs.%1$I (name, COALESCE(singleton_key, '''')) WHERE state = ''created'' AND policy = ''short''', table_name);
  EXECUTE format('CREATE UNIQUE INDEX %1$s_i2 ON jobs.%1$I (name, COALESCE(singleton_key, '''')) WHERE state = ''active'' AND policy = ''singleton''', table_name);
  EXECUTE format('CREATE UNIQUE INDEX %1$s_i3 ON jobs.%1$I (name, state, COALESCE(singleton_key, '''')) WHERE state <= ''active'' AND policy = ''stately''', table_name);
  EXECUTE format('CREATE UNIQUE INDEX %1$s_i4 ON jobs.%1$I (name, singleton_on, COALESCE(singleton_key, '''')) WHERE state <> ''cancelled'' AND singleton_on IS NOT NULL', table_name);
  EXECUTE format('CREATE INDEX %1$s_i5 ON jobs.%1$I (name, start_after) INCLUDE (priority, created_on, id) WHERE state < ''active''', table_name);

  EXECUTE format('ALTER TABLE jobs.%I ADD CONSTRAINT cjc CHECK (name=%L)', table_name, queue_name);
  EXECUTE format('ALTER TABLE jobs.job ATTACH PARTITION jobs.%I FOR VALUES IN (%L)', table_name, queue_name);
END;
$$
LANGUAGE plpgsql;;

CREATE FUNCTION jobs.delete_queue(queue_name text)
RETURNS VOID AS
$$
DECLARE
  table_name varchar;
BEGIN
  WITH deleted as (
    DELETE FROM jobs.queue
    WHERE name = queue_name
    RETURNING partition_name
  )
  SELECT partition_name from deleted INTO table_name;

  EXECUTE format('DROP TABLE IF EXISTS jobs.%I', table_name);
END;
$$
LANGUAGE plpgsql;;
INSERT INTO jobs.version(version) VALUES ('24');


-- The program queues its own person's jobs and sees nothing of anybody else's; the queue's own role is the owner and works on all.
alter table jobs.job enable row level security;
create policy own_run on jobs.job for select to siteward_app using (exists (select 1 from platform.job_run r where r.id = job.id));
create policy own_run_queued on jobs.job for insert to siteward_app
  with check (data is null and exists (select 1 from platform.job_run r where r.id = job.id));

reset role;

-- A job is queued by the transaction that needs it: the program may insert a job and read the queues, nothing else.
grant usage on schema jobs to siteward_app;
grant select on jobs.queue to siteward_app;
grant select, insert on jobs.job to siteward_app;

-- What a job works on, apart from the queue, so that only the transactions of the person who asked can read it. Gone when the job ends.
create table platform.job_payload (
  id uuid primary key references platform.job_run (id),
  payload jsonb not null
);
alter table platform.job_payload enable row level security;
alter table platform.job_payload force row level security;
create policy own_run on platform.job_payload for all to siteward_app
  using (exists (select 1 from platform.job_run r where r.id = job_payload.id and r.asked_by = (select access.actor_id())))
  with check (exists (select 1 from platform.job_run r where r.id = job_payload.id and r.asked_by = (select access.actor_id())));
grant select, insert on platform.job_payload to siteward_app;

-- The worker's bookkeeping: how far a job is, and the end of its pass. It reads no payload and no row of a study.
create policy bookkeeping on platform.job_run for all to siteward_jobs using (true) with check (true);
grant select, update on platform.job_run to siteward_jobs;
create policy bookkeeping on platform.job_payload for all to siteward_jobs using (true);
grant select (id), delete on platform.job_payload to siteward_jobs;
create policy bookkeeping on access.job_pass for all to siteward_jobs using (true) with check (true);
grant select (id, open_until, closed_at), update (open_until, closed_at) on access.job_pass to siteward_jobs;
create index job_run_asked on platform.job_run (asked_by, created_at desc);

-- A pass comes with its run and is closed with it, whoever opens or ends the run; only the worker opens it, and only while the run goes on.
create function access.follow_job_run() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  if tg_op = 'INSERT' then
    insert into access.job_pass (id, person_id) values (new.id, new.asked_by);
  elsif new.state = 'running' and new.cancel_asked then
    null;
  elsif new.state = 'running' then
    update access.job_pass set open_until = now() + interval '12 hours' where id = new.id and closed_at is null;
  elsif old.state = 'running' then
    update access.job_pass set open_until = null, closed_at = case when new.state <> 'queued' then now() end where id = new.id and closed_at is null;
  else
    update access.job_pass set closed_at = now() where id = new.id and closed_at is null;
  end if;
  return null;
end $$;
create trigger open_pass after insert on platform.job_run for each row when (new.asked_by is not null and new.state = 'queued') execute function access.follow_job_run();
create trigger follow_pass after update of state on platform.job_run for each row execute function access.follow_job_run();
alter table platform.job_run enable always trigger open_pass, enable always trigger follow_pass;

-- Whether a job ran so long that its pass is over: for the worker, which says so in words.
create function platform.is_job_pass_over(job uuid) returns boolean
language sql stable set search_path = pg_catalog, pg_temp
as $$ select coalesce((select open_until <= now() from access.job_pass where id = job), false) $$;
grant execute on function platform.is_job_pass_over(uuid) to siteward_jobs;
