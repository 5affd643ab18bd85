-- Subjects from consent on: status, its history, and the milestones that schedules and contracts count from.
-- breaking: no
create schema subjects;
grant usage on schema subjects to siteward_app, siteward_backup;

-- The last number issued at a study-site; a number is never issued twice. The id is the study-site's.
create table subjects.number_series (
  id uuid primary key,
  study_id uuid not null,
  site_id uuid not null,
  last_issued integer not null check (last_issued >= 0),
  foreign key (id, site_id, study_id) references studies.study_site (id, site_id, study_id)
);

create table subjects.subject (
  id uuid primary key,
  study_id uuid not null,
  site_id uuid not null,
  study_site_id uuid not null,
  number text not null check (length(number) between 1 and 64),
  status text not null,
  arm text,
  schedule_version_id uuid references studies.schedule_version (id),
  -- The person in the vault; null for subjects whose identity was never given to us (imports).
  person_id uuid references vault.person (id),
  consented_on date,
  source text not null check (source in ('program', 'imported')),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  foreign key (study_site_id, site_id, study_id) references studies.study_site (id, site_id, study_id),
  unique (study_id, number),
  unique (id, site_id, study_id)
);
create index subject_study_site on subjects.subject (study_site_id, number);
-- In bytes, because only comparisons that reveal nothing may use an index under row-level security; LIKE is none.
create index subject_number on subjects.subject (number collate "C");

create table subjects.status_event (
  id uuid primary key,
  subject_id uuid not null,
  study_id uuid not null,
  site_id uuid not null,
  -- Steps count from 1 without a gap; two steps from the same state cannot both be kept.
  step integer not null check (step > 0),
  from_status text,
  to_status text not null,
  -- Null only in records taken over from elsewhere that do not say when.
  on_date date check (on_date is not null or source = 'imported'),
  reason text,
  -- What a withdrawn person withdrew from.
  withdrawn_from text[] not null default '{}',
  last_dose_on date,
  source text not null check (source in ('program', 'imported')),
  recorded_at timestamptz not null default now(),
  foreign key (subject_id, site_id, study_id) references subjects.subject (id, site_id, study_id),
  unique (subject_id, step)
);

create table subjects.milestone (
  id uuid primary key,
  subject_id uuid not null,
  study_id uuid not null,
  site_id uuid not null,
  kind text not null,
  on_date date not null,
  source text not null check (source in ('program', 'imported')),
  version integer not null default 1,
  foreign key (subject_id, site_id, study_id) references subjects.subject (id, site_id, study_id),
  unique (subject_id, kind)
);

call audit.attach('subjects.number_series');
call audit.attach('subjects.subject');
call audit.attach('subjects.status_event');
call audit.attach('subjects.milestone');

do $$
declare
  part text;
begin
  foreach part in array array['number_series', 'subject', 'status_event', 'milestone'] loop
    execute format('create policy own_scope on subjects.%I for all to siteward_app using (access.scope_keys(site_id, study_id) && (select access.my_scope())) with check (access.scope_keys(site_id, study_id) && (select access.my_scope()))', part);
  end loop;
end $$;
grant select, insert, update on subjects.number_series, subjects.subject, subjects.milestone to siteward_app;
grant select, insert on subjects.status_event to siteward_app;

-- Published: subjects by number, without arm and person, for the rooms to the right.
create view subjects.pub_subject with (security_invoker = true) as
  select s.id, s.study_id, s.site_id, s.study_site_id, s.number, s.status, s.consented_on, s.schedule_version_id, s.source from subjects.subject s;
-- Published: the steps of each subject's status, without the reasons.
create view subjects.pub_status_event with (security_invoker = true) as
  select e.subject_id, e.study_id, e.site_id, e.step, e.to_status, e.on_date from subjects.status_event e;
grant select on subjects.pub_subject, subjects.pub_status_event to siteward_app;
