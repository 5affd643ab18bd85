-- Visit occurrences: planned by the schedule, completed once, corrected only with a reason.
-- breaking: no
create schema visits;
grant usage on schema visits to siteward_app, siteward_backup;

create table visits.visit_occurrence (
  id uuid primary key,
  subject_id uuid not null,
  study_id uuid not null,
  site_id uuid not null,
  study_site_id uuid not null,
  schedule_version_id uuid references studies.schedule_version (id),
  -- Null for an unscheduled visit.
  visit_definition_id uuid references studies.visit_definition (id),
  visit_key text not null,
  name text not null,
  position integer not null,
  cycle integer not null default 1 check (cycle >= 1),
  repeat_no integer not null default 0 check (repeat_no >= 0),
  state text not null,
  anchor_date date,
  target date,
  target_to date,
  earliest date,
  latest date,
  provisional boolean not null default false,
  rebook_needed boolean not null default false,
  booked_for date,
  actual_date date,
  modality text,
  out_by_days integer,
  reason_code text,
  reason text,
  source text not null check (source in ('program', 'imported')),
  occurred_at timestamptz,
  completed_by uuid,
  -- How often the record was re-opened; what follows from a completion is kept apart by it.
  generation integer not null default 0 check (generation >= 0),
  -- Why an imported visit is not judged by a window.
  excluded_reason text,
  version integer not null default 1,
  foreign key (subject_id, site_id, study_id) references subjects.subject (id, site_id, study_id),
  unique (subject_id, visit_key, cycle, repeat_no),
  unique (id, site_id, study_id),
  check ((state in ('completed', 'partially-completed')) = (actual_date is not null))
);
-- From which day a visit belongs to the day's work: under way at once, else when its window opens or on the day it is booked for.
create index visit_occurrence_near on visits.visit_occurrence
  (study_site_id, (case when state in ('arrived', 'in-progress') then '-infinity'::date else least(earliest, booked_for) end))
  where state in ('planned', 'booked', 'confirmed', 'arrived', 'in-progress');
-- Counting a study-site's visits reads its own rows and not the network's.
create index visit_occurrence_site on visits.visit_occurrence (study_site_id);

create table visits.activity_occurrence (
  id uuid primary key,
  visit_id uuid not null,
  study_id uuid not null,
  site_id uuid not null,
  activity_key text not null,
  name text not null,
  position integer not null,
  done boolean,
  not_done_reason text,
  foreign key (visit_id, site_id, study_id) references visits.visit_occurrence (id, site_id, study_id),
  unique (visit_id, activity_key),
  check (done is distinct from false or not_done_reason is not null)
);

call audit.attach('visits.visit_occurrence');
call audit.attach('visits.activity_occurrence');

create policy own_scope on visits.visit_occurrence for all to siteward_app
  using (access.scope_keys(site_id, study_id) && (select access.my_scope())) with check (access.scope_keys(site_id, study_id) && (select access.my_scope()));
create policy own_scope on visits.activity_occurrence for all to siteward_app
  using (access.scope_keys(site_id, study_id) && (select access.my_scope())) with check (access.scope_keys(site_id, study_id) && (select access.my_scope()));
-- A planned visit that no longer belongs to the plan is taken away; anything that happened stays.
create policy withdraw_planned on visits.visit_occurrence as restrictive for delete to siteward_app using (state = 'planned');
grant select, insert, update, delete on visits.visit_occurrence to siteward_app;
grant select, insert, update on visits.activity_occurrence to siteward_app;

-- The life cycle at the walls of the database (the rules' tables say the same; a test compares them): nothing that happened turns back into
-- a plan, a re-opened record counts its correction, and only what was never more than planned is taken away.
create function visits.keep_life_cycle() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  allowed text[];
begin
  if tg_op = 'DELETE' then
    if old.state <> 'planned' or old.generation > 0 then
      raise exception 'a visit that was more than planned stays' using errcode = '23514', constraint = 'visit_record_kept';
    end if;
    return old;
  end if;
  if new.generation = old.generation then
    allowed := case old.state
      when 'planned' then array['booked', 'arrived', 'completed', 'partially-completed', 'missed', 'cancelled', 'not-applicable']
      when 'booked' then array['planned', 'confirmed', 'arrived', 'completed', 'partially-completed', 'missed', 'cancelled', 'not-applicable']
      when 'confirmed' then array['planned', 'booked', 'arrived', 'completed', 'partially-completed', 'missed', 'cancelled', 'not-applicable']
      when 'arrived' then array['in-progress', 'completed', 'partially-completed', 'cancelled']
      when 'in-progress' then array['completed', 'partially-completed', 'cancelled']
      else '{}'::text[] end;
  elsif new.generation = old.generation + 1 then
    allowed := case
      when old.state in ('completed', 'partially-completed') then array['in-progress']
      when old.state in ('missed', 'cancelled', 'not-applicable') then array['planned']
      else '{}'::text[] end;
  end if;
  if new.state = any(allowed) then
    return new;
  end if;
  raise exception 'a visit % never becomes %', old.state, new.state using errcode = '23514', constraint = 'visit_life_cycle';
end $$;
create trigger keep_life_cycle before update on visits.visit_occurrence for each row
  when (old.state is distinct from new.state or old.generation is distinct from new.generation) execute function visits.keep_life_cycle();
create trigger keep_record before delete on visits.visit_occurrence for each row execute function visits.keep_life_cycle();
alter table visits.visit_occurrence enable always trigger keep_life_cycle;
alter table visits.visit_occurrence enable always trigger keep_record;

-- Published: visits with their windows, for the rooms to the right.
create view visits.pub_visit with (security_invoker = true) as
  select v.id, v.subject_id, v.study_id, v.site_id, v.study_site_id, v.visit_definition_id, v.visit_key, v.name, v.cycle, v.repeat_no, v.state,
    v.target, v.earliest, v.latest, v.booked_for, v.actual_date, v.out_by_days, v.source, v.generation, v.version, v.occurred_at, v.completed_by
  from visits.visit_occurrence v;
grant select on visits.pub_visit to siteward_app;
