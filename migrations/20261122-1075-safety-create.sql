-- Adverse events of subjects, and the reports of the serious ones as they were sent.
-- breaking: no
create schema safety;
grant usage on schema safety to siteward_app, siteward_backup;

create table safety.adverse_event (
  id uuid primary key,
  subject_id uuid not null,
  study_id uuid not null,
  site_id uuid not null,
  study_site_id uuid not null,
  source text not null check (source in ('program', 'imported')),
  -- Which record of its source it was taken over from, so that it is taken over once.
  source_ref text check ((source = 'imported') = (source_ref is not null)),
  -- As the participant or the investigator said it.
  term text not null check (length(term) between 1 and 4000),
  -- The same in a dictionary's words, where the source told them.
  coded_term text,
  -- A day, a month or a year: people remember no more of some events.
  started_on text check (started_on ~ '^\d{4}(-\d{2}(-\d{2})?)?$'),
  ended_on text check (ended_on ~ '^\d{4}(-\d{2}(-\d{2})?)?$'),
  severity text check (severity in ('mild', 'moderate', 'severe')),
  -- CTCAE.
  grade integer check (grade between 1 and 5),
  -- Null only in records taken over that do not say.
  serious boolean check (serious is not null or source = 'imported'),
  criteria text[] not null default '{}'
    check (criteria <@ array['death', 'life-threatening', 'hospitalisation', 'disability', 'congenital-anomaly', 'important', 'cancer', 'overdose']),
  causality text check (causality in ('not-related', 'unlikely', 'possible', 'probable', 'definite', 'related')),
  causality_reason text,
  judged_by uuid references access.person (id),
  -- As printed on the day of the judgement.
  judged_by_name text,
  judged_at timestamptz check ((judged_at is null) = (judged_by is null) and (judged_at is null) = (judged_by_name is null)),
  outcome text check (outcome in ('recovered', 'recovered-with-sequelae', 'recovering', 'not-recovered', 'fatal', 'unknown')),
  action_taken text
    check (action_taken in ('none', 'dose-reduced', 'dose-increased', 'dose-rate-reduced', 'interrupted', 'withdrawn', 'not-applicable', 'unknown')),
  -- When anybody at the site first knew of it.
  aware_at timestamptz check (aware_at is not null or source = 'imported'),
  -- When anybody at the site first knew that it is serious: the clock's start.
  serious_aware_at timestamptz check (source = 'imported' or (serious_aware_at is not null) = serious),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  foreign key (subject_id, site_id, study_id) references subjects.subject (id, site_id, study_id),
  foreign key (study_site_id, site_id, study_id) references studies.study_site (id, site_id, study_id),
  -- A program's seriousness has its ground; an imported record keeps what it says.
  check (source = 'imported' or serious = (cardinality(criteria) > 0)),
  unique (subject_id, source_ref),
  unique (id, site_id, study_id)
);
create index adverse_event_study_site on safety.adverse_event (study_site_id, serious_aware_at);

-- A report is never changed: what the event says later goes into the next one.
create table safety.sae_report (
  id uuid primary key,
  adverse_event_id uuid not null,
  study_id uuid not null,
  site_id uuid not null,
  number integer not null check (number > 0),
  sent_at timestamptz not null,
  sent_to text not null,
  -- The event as it was reported.
  content jsonb not null,
  event_version integer not null check (event_version > 0),
  created_at timestamptz not null default now(),
  foreign key (adverse_event_id, site_id, study_id) references safety.adverse_event (id, site_id, study_id),
  unique (adverse_event_id, number)
);

call audit.attach('safety.adverse_event');
call audit.attach('safety.sae_report');

do $$
declare
  part text;
begin
  foreach part in array array['adverse_event', 'sae_report'] loop
    execute format('create policy own_scope on safety.%I for all to siteward_app using (access.scope_keys(site_id, study_id) && (select access.my_scope())) with check (access.scope_keys(site_id, study_id) && (select access.my_scope()))', part);
  end loop;
end $$;
grant select, insert, update on safety.adverse_event to siteward_app;
grant select, insert on safety.sae_report to siteward_app;

-- Published: when an event was known and whether it is serious, without what it is. Of a record taken over, the day it began, where that is whole.
create view safety.pub_adverse_event with (security_invoker = true) as
  select e.id, e.subject_id, e.study_id, e.site_id, e.study_site_id, e.serious,
    coalesce((e.aware_at at time zone 'UTC')::date, case when length(e.started_on) = 10 then e.started_on::date end) as known_on
  from safety.adverse_event e;
grant select on safety.pub_adverse_event to siteward_app;
