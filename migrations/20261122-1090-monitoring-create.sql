-- Deviations from the approved protocol, from the first draft to the close.
-- breaking: no
create schema monitoring;
grant usage on schema monitoring to siteward_app, siteward_backup;

create table monitoring.deviation (
  id uuid primary key,
  study_id uuid not null,
  site_id uuid not null,
  subject_id uuid not null,
  visit_id uuid,
  visit_key text,
  activity_key text,
  adverse_event_id uuid,
  -- Which correction of the visit's record it was drafted from.
  correction integer not null default 0 check (correction >= 0),
  category text not null,
  state text not null check (state in ('detected', 'raised', 'assessed', 'reporting-due', 'reported', 'root-cause-found', 'closed', 'voided')),
  detected_by text not null check (detected_by in ('rule', 'staff', 'monitor', 'audit')),
  occurred_on date not null,
  -- Days outside the window, early negative.
  days_out integer,
  reason_code text,
  reason text,
  summary text not null,
  important boolean,
  reportable_to text[] not null default '{}',
  root_cause text,
  -- Why it was voided.
  voided_reason text check ((state = 'voided') = (voided_reason is not null)),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  foreign key (subject_id, site_id, study_id) references subjects.subject (id, site_id, study_id),
  foreign key (visit_id, site_id, study_id) references visits.visit_occurrence (id, site_id, study_id),
  foreign key (adverse_event_id, site_id, study_id) references safety.adverse_event (id, site_id, study_id),
  check ((visit_id is null) = (visit_key is null))
);
create index deviation_scope on monitoring.deviation (study_id, site_id, occurred_on);
create index deviation_subject on monitoring.deviation (subject_id);
-- The same fact told twice drafts once; people may raise what they see as often as they see it.
create unique index deviation_drafted_once on monitoring.deviation (visit_id, category, activity_key, correction, adverse_event_id) nulls not distinct where detected_by = 'rule';

call audit.attach('monitoring.deviation');
create policy own_scope on monitoring.deviation for all to siteward_app
  using (access.scope_keys(site_id, study_id) && (select access.my_scope())) with check (access.scope_keys(site_id, study_id) && (select access.my_scope()));
grant select, insert, update on monitoring.deviation to siteward_app;
