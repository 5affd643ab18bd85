-- Studies, their protocols and schedules, and the study-sites on which almost everything hangs.
-- breaking: no
create schema studies;
grant usage on schema studies to siteward_app, siteward_backup;

create table studies.study (
  id uuid primary key,
  code text not null unique check (code ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$'),
  name text not null check (length(name) between 1 and 500),
  title text not null,
  phases text[] not null,
  therapeutic_areas text[] not null,
  sponsor_id uuid references network.organization (id),
  cro_id uuid references network.organization (id),
  version integer not null default 1,
  created_at timestamptz not null default now()
);

create table studies.protocol_version (
  id uuid primary key,
  study_id uuid not null references studies.study (id),
  number integer not null check (number > 0),
  label text not null,
  format text not null,
  file_name text,
  file_sha256 text,
  -- The protocol as read from its file, in our own version-independent shape.
  content jsonb not null,
  created_at timestamptz not null default now(),
  unique (study_id, number)
);
create unique index protocol_version_file on studies.protocol_version (study_id, file_sha256);

create table studies.schedule_version (
  id uuid primary key,
  study_id uuid not null references studies.study (id),
  protocol_version_id uuid references studies.protocol_version (id),
  number integer not null check (number > 0),
  -- 0: durations count from the anchor; 1: a positive offset is a study-day number.
  first_day smallint not null check (first_day in (0, 1)),
  status text not null check (status in ('draft', 'released')),
  epochs jsonb not null,
  arms jsonb not null,
  decisions jsonb not null,
  -- Blocks of visits that repeat (cycles).
  blocks jsonb not null,
  -- Who wrote it last, and who released it and why; names as they were then.
  saved_at timestamptz not null default now(),
  saved_by uuid,
  saved_by_name text,
  released_at timestamptz,
  released_by uuid,
  released_by_name text,
  reason text,
  version integer not null default 1,
  unique (study_id, number)
);

create table studies.visit_definition (
  id uuid primary key,
  study_id uuid not null references studies.study (id),
  schedule_version_id uuid not null references studies.schedule_version (id),
  key text not null,
  name text not null,
  timeline text not null,
  is_main boolean not null,
  position integer not null,
  epoch text,
  -- Null: every arm.
  arms text[],
  -- How it may take place; the first is the usual way.
  modalities text[] not null,
  -- Milestones that happen at this visit (randomised, first-dose ...).
  carries text[] not null,
  -- When it is due: anchor, offset and window (TimingRule of the room's rules); null for the reference visit, whose date is chosen.
  timing jsonb,
  unique (schedule_version_id, key)
);

create table studies.activity_definition (
  id uuid primary key,
  study_id uuid not null references studies.study (id),
  schedule_version_id uuid not null references studies.schedule_version (id),
  key text not null,
  name text not null,
  group_name text,
  position integer not null,
  unique (schedule_version_id, key)
);

create table studies.visit_activity (
  id uuid primary key,
  study_id uuid not null references studies.study (id),
  visit_definition_id uuid not null references studies.visit_definition (id),
  activity_definition_id uuid not null references studies.activity_definition (id),
  -- How long its result stays good for the visit's anchor; null where that does not matter.
  valid_days integer check (valid_days > 0),
  unique (visit_definition_id, activity_definition_id)
);

-- Who took a schedule out as a digital protocol, and which bytes left.
create table studies.usdm_export (
  id uuid primary key,
  study_id uuid not null references studies.study (id),
  schedule_version_id uuid not null references studies.schedule_version (id),
  file_name text not null,
  file_sha256 text not null,
  exported_by uuid not null,
  exported_at timestamptz not null
);
create index usdm_export_by on studies.usdm_export (exported_by, exported_at);

create table studies.study_site (
  id uuid primary key,
  study_id uuid not null references studies.study (id),
  site_id uuid not null references network.site (id),
  number text not null check (number ~ '^[A-Za-z0-9._-]{1,32}$'),
  status text not null,
  -- The state a site on hold was held from.
  held_from text,
  schedule_version_id uuid references studies.schedule_version (id),
  target_enrolment integer check (target_enrolment >= 0),
  -- The day from which start-up is counted; null where nobody knows.
  selected_on date,
  opened_on date,
  enrolment_planned_from date,
  enrolment_planned_to date,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  unique (study_id, site_id),
  unique (study_id, number),
  unique (id, site_id, study_id)
);
create index study_site_site on studies.study_site (site_id);

-- The days on which study-sites changed their state, by their own calendar: pauses and closings stand here.
create table studies.study_site_step (
  id uuid primary key,
  study_site_id uuid not null,
  study_id uuid not null,
  site_id uuid not null,
  from_status text not null,
  to_status text not null,
  on_date date not null,
  recorded_at timestamptz not null default now(),
  foreign key (study_site_id, site_id, study_id) references studies.study_site (id, site_id, study_id)
);
create index study_site_step_of on studies.study_site_step (study_site_id, recorded_at);

call audit.attach('studies.study', study => 'id');
call audit.attach('studies.protocol_version');
call audit.attach('studies.schedule_version');
call audit.attach('studies.visit_definition');
call audit.attach('studies.activity_definition');
call audit.attach('studies.visit_activity');
call audit.attach('studies.usdm_export');
call audit.attach('studies.study_site');
call audit.attach('studies.study_site_step');

create policy own_scope on studies.study_site for all to siteward_app
  using (access.scope_keys(site_id, study_id) && (select access.my_scope())) with check (access.scope_keys(site_id, study_id) && (select access.my_scope()));
create policy own_scope on studies.study_site_step for all to siteward_app
  using (access.scope_keys(site_id, study_id) && (select access.my_scope())) with check (access.scope_keys(site_id, study_id) && (select access.my_scope()));
create policy administer on studies.study_site for select to siteward_app using (access.scope_keys(site_id, study_id) && (select access.administered_scope()));
-- A study is seen by whoever reaches it as a whole or at one of its sites.
create policy own_scope on studies.study for all to siteward_app
  using (access.scope_keys(null, id) && (select access.my_scope())) with check (access.scope_keys(null, id) && (select access.my_scope()));
create policy at_a_site on studies.study for select to siteward_app using (exists (select 1 from studies.study_site ss where ss.study_id = study.id));
create policy administer on studies.study for select to siteward_app using (access.scope_keys(null, id) && (select access.administered_scope()));
-- A site is also seen by whoever reaches a study there.
create policy by_study on network.site for select to siteward_app using (exists (select 1 from studies.study_site ss where ss.site_id = site.id));

do $$
declare
  part text;
begin
  foreach part in array array['protocol_version', 'schedule_version', 'visit_definition', 'activity_definition', 'visit_activity', 'usdm_export'] loop
    -- Whoever reaches the study at one of its sites; administrators, who see names only, do not.
    execute format('create policy at_a_site on studies.%I for select to siteward_app using (study_id in (select ss.study_id from studies.study_site ss where access.scope_keys(ss.site_id, ss.study_id) && (select access.my_scope())))', part);
    execute format('create policy own_scope on studies.%I for all to siteward_app using (access.scope_keys(null, study_id) && (select access.my_scope())) with check (access.scope_keys(null, study_id) && (select access.my_scope()))', part);
  end loop;
end $$;
-- A draft is written over row by row; what is released never changes, whatever the program tries.
create policy drafts_only on studies.schedule_version as restrictive for update to siteward_app using (status = 'draft') with check (true);
do $$
declare
  part text;
  is_draft constant text := 'exists (select 1 from studies.schedule_version v where v.id = schedule_version_id and v.status = ''draft'')';
  is_draft_mark constant text := 'exists (select 1 from studies.visit_definition d join studies.schedule_version v on v.id = d.schedule_version_id where d.id = visit_definition_id and v.status = ''draft'')';
  condition text;
begin
  foreach part in array array['visit_definition', 'activity_definition', 'visit_activity'] loop
    condition := case part when 'visit_activity' then is_draft_mark else is_draft end;
    execute format('create policy drafts_written on studies.%I as restrictive for insert to siteward_app with check (%s)', part, condition);
    execute format('create policy drafts_changed on studies.%I as restrictive for update to siteward_app using (%s)', part, condition);
    execute format('create policy drafts_emptied on studies.%I as restrictive for delete to siteward_app using (%s)', part, condition);
  end loop;
end $$;
grant delete on studies.visit_definition, studies.activity_definition, studies.visit_activity to siteward_app;
grant update (name, timeline, is_main, position, epoch, arms, modalities, carries, timing) on studies.visit_definition to siteward_app;
grant update (name, group_name, position) on studies.activity_definition to siteward_app;
grant update (valid_days) on studies.visit_activity to siteward_app;
-- Whoever reads a schedule at one of its sites may take it out; that it was taken is written down.
create policy taken_at_a_site on studies.usdm_export for insert to siteward_app
  with check (study_id in (select ss.study_id from studies.study_site ss where access.scope_keys(ss.site_id, ss.study_id) && (select access.my_scope())));
grant select, insert, update on studies.study, studies.schedule_version, studies.study_site to siteward_app;
grant select, insert on studies.protocol_version, studies.visit_definition, studies.activity_definition, studies.visit_activity, studies.usdm_export, studies.study_site_step to siteward_app;

-- What the rooms to the right may read.
create view studies.pub_study with (security_invoker = true) as
  select s.id, s.code, s.name, s.phases, s.therapeutic_areas, s.sponsor_id, s.cro_id from studies.study s;
create view studies.pub_study_site with (security_invoker = true) as
  select ss.id, ss.study_id, ss.site_id, ss.number, ss.status, ss.schedule_version_id, ss.target_enrolment, ss.selected_on, ss.opened_on,
    ss.enrolment_planned_from, ss.enrolment_planned_to, s.code as study_code, s.name as study_name, t.name as site_name, t.time_zone
  from studies.study_site ss join studies.study s on s.id = ss.study_id join network.site t on t.id = ss.site_id;
create view studies.pub_study_site_step with (security_invoker = true) as
  select p.id, p.study_site_id, p.study_id, p.site_id, p.from_status, p.to_status, p.on_date, p.recorded_at from studies.study_site_step p;
create view studies.pub_schedule_version with (security_invoker = true) as
  select v.id, v.study_id, v.number, v.status, v.first_day, v.blocks from studies.schedule_version v;
create view studies.pub_visit_definition with (security_invoker = true) as
  select d.id, d.study_id, d.schedule_version_id, d.key, d.name, d.timeline, d.is_main, d.position, d.epoch, d.arms, d.timing
  from studies.visit_definition d;
grant select on studies.pub_study, studies.pub_study_site, studies.pub_study_site_step, studies.pub_schedule_version, studies.pub_visit_definition to siteward_app;

-- How long start-ups of the whole network took, without a name or a key: a forecast rests on them whoever asks for it. Nobody without a grant is told.
create function studies.start_ups() returns table (selected_on date, opened_on date, ended_on date)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
  if access.my_scope() = '{}'::bigint[] then return; end if;
  return query select ss.selected_on, ss.opened_on,
      case when ss.opened_on is null and ss.status in ('declined', 'withdrawn', 'terminated') then (select p.on_date from studies.study_site_step p
        where p.study_site_id = ss.id and p.to_status in ('declined', 'withdrawn', 'terminated') order by p.recorded_at, p.id limit 1) end
    from studies.study_site ss where ss.selected_on is not null;
end $$;
grant usage, create on schema studies to siteward_ctx;
alter function studies.start_ups() owner to siteward_ctx;
revoke create on schema studies from siteward_ctx;
grant execute on function studies.start_ups() to siteward_app;
grant select (id, selected_on, opened_on, status) on studies.study_site to siteward_ctx;
grant select (id, study_site_id, to_status, on_date, recorded_at) on studies.study_site_step to siteward_ctx;
create policy start_ups on studies.study_site for select to siteward_ctx using (true);
create policy start_ups on studies.study_site_step for select to siteward_ctx using (true);
