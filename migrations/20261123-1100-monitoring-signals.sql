-- Risk indicators over what the network records: looks at them, what each place showed, and the signals that people answer.
-- breaking: no

-- A look at every indicator on one day. The same rows on the same day are looked at once.
create table monitoring.indicator_run (
  id uuid primary key,
  as_of date not null,
  -- Of the counts that were judged.
  input_sha256 text not null check (input_sha256 ~ '^[0-9a-f]{64}$'),
  kernel_version text not null,
  -- By indicator and kind of group: the common rate, the spread between groups, how many were judged and flagged.
  summary jsonb not null,
  created_at timestamptz not null default now(),
  unique (as_of, input_sha256)
);

-- What one group showed at one look: a site (no study), a study at a site, or what one person recorded at a site.
create table monitoring.indicator_result (
  id uuid primary key,
  run_id uuid not null references monitoring.indicator_run (id),
  dimension text not null check (dimension in ('site', 'study-site', 'person')),
  site_id uuid not null,
  study_id uuid check ((study_id is not null) = (dimension = 'study-site')),
  person_id uuid check ((person_id is not null) = (dimension = 'person')),
  -- By indicator: counts, what was expected, score, flag.
  figures jsonb not null,
  unique nulls not distinct (run_id, dimension, site_id, study_id, person_id)
);
create index indicator_result_group on monitoring.indicator_result (site_id, study_id, dimension);

-- A group that stood out; somebody looks at it and says what it was.
create table monitoring.signal (
  id uuid primary key,
  indicator text not null,
  dimension text not null check (dimension in ('site', 'study-site')),
  site_id uuid not null,
  study_id uuid check ((study_id is not null) = (dimension = 'study-site')),
  direction text not null check (direction in ('high', 'low')),
  -- By a limit it passed, or by a drift of its own rate between looks.
  found_by text not null default 'limit' check (found_by in ('limit', 'drift')),
  state text not null check (state in ('new', 'being-looked-at', 'explained', 'acted-on', 'closed')),
  owner_id uuid references access.person (id),
  outcome text check (outcome in ('problem-confirmed', 'known-reason', 'false-alarm')),
  comment text,
  -- The look that opened it, and what the group showed then; of a drift, what was added since the day it began after.
  run_id uuid not null references monitoring.indicator_run (id),
  opened_on date not null,
  since date check ((since is not null) = (found_by = 'drift')),
  numerator integer not null check (numerator >= 0),
  denominator double precision not null check (denominator > 0),
  expected double precision not null check (expected >= 0),
  score double precision not null,
  flag integer not null check (flag <> 0),
  closed_on date,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  check ((state = 'closed') = (closed_on is not null)),
  check (state <> 'closed' or outcome is not null),
  check (state = 'new' or owner_id is not null)
);
create unique index signal_open_once on monitoring.signal (indicator, dimension, site_id, study_id, direction) nulls not distinct
  where state <> 'closed';
create index signal_scope on monitoring.signal (site_id, study_id);

-- Places where something is known to be wrong, so that signals can be measured against it. Only a demo has any.
create table monitoring.known_problem (
  id uuid primary key,
  key text not null unique,
  site_id uuid,
  study_id uuid,
  sentence text not null,
  sentence_es text not null,
  -- The indicators that can show it; none where it is not of a kind that indicators watch.
  indicators text[] not null,
  check (coalesce(site_id, study_id) is not null)
);

call audit.attach('monitoring.indicator_run');
call audit.attach('monitoring.indicator_result');
call audit.attach('monitoring.signal');
call audit.attach('monitoring.known_problem');

-- A look tells of the network as a whole and names nobody; what a place showed is walled off with the place.
create policy directory on monitoring.indicator_run for select to siteward_app using ((select access.my_scope()) <> '{}'::bigint[]);
create policy network_wide on monitoring.indicator_run for all to siteward_app
  using (access.scope_keys(null, null) && (select access.my_scope())) with check (access.scope_keys(null, null) && (select access.my_scope()));
do $$
declare
  part text;
begin
  foreach part in array array['indicator_result', 'signal', 'known_problem'] loop
    execute format('create policy own_scope on monitoring.%I for all to siteward_app using (access.scope_keys(site_id, study_id) && (select access.my_scope())) with check (access.scope_keys(site_id, study_id) && (select access.my_scope()))', part);
  end loop;
end $$;
grant select, insert on monitoring.indicator_run, monitoring.indicator_result, monitoring.known_problem to siteward_app;
grant select, insert, update on monitoring.signal to siteward_app;
