-- Forecasts of enrolment as they were made: what went in, with which kernel and seed, and what came out. A run is never changed.
-- breaking: no
create schema forecasting;
grant usage on schema forecasting to siteward_app, siteward_backup;

create table forecasting.run (
  id uuid primary key,
  -- Both null: the network; with a study alone: the study; with both: the study at that site.
  study_id uuid references studies.study (id),
  site_id uuid references network.site (id),
  -- The run of the whole study of which a site's run is a part; its input stands there.
  part_of uuid references forecasting.run (id),
  -- The last day that was known.
  as_of date not null,
  -- Made for the present, or later for a past day out of what had happened by then.
  origin text not null check (origin in ('present', 'look-back')),
  kernel_version text not null,
  seed text not null,
  input jsonb check ((input is null) = (part_of is not null)),
  input_sha256 text not null check (input_sha256 ~ '^[0-9a-f]{64}$'),
  result jsonb not null,
  result_sha256 text not null check (result_sha256 ~ '^[0-9a-f]{64}$'),
  made_at timestamptz not null,
  created_at timestamptz not null default now(),
  check (site_id is null or study_id is not null),
  check ((part_of is null) = (site_id is null)),
  -- The same question asked again is answered by the run that is there.
  unique nulls not distinct (study_id, site_id, as_of, input_sha256, kernel_version)
);
create index run_latest on forecasting.run (study_id, site_id, as_of desc, made_at desc);
create index run_part on forecasting.run (part_of) where part_of is not null;

-- Inputs and results enter the trail as digests: they stand in a table that only grows.
call audit.attach('forecasting.run', hidden => 'input,result');

create policy own_scope on forecasting.run for all to siteward_app
  using (access.scope_keys(site_id, study_id) && (select access.my_scope()))
  with check (access.scope_keys(site_id, study_id) && (select access.my_scope()));
grant select, insert on forecasting.run to siteward_app;
