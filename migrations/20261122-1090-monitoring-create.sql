-- Deviations from the approved protocol, from the first draft to the close.
-- breaking: no
create schema monitoring;
grant usage on schema monitoring to siteward_app, siteward_backup;

create table monitoring.deviation (
  id uuid primary key,
  study_id uuid not null,
  site_id uuid not null,
  subject_id uuid,
  visit_id uuid,
  activity_key text,
  category text not null,
  state text not null,
  detected_by text not null check (detected_by in ('rule', 'staff', 'monitor', 'audit')),
  occurred_on date not null,
  days_out integer,
  reason_code text,
  reason text,
  summary text not null,
  important boolean,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  foreign key (subject_id, site_id, study_id) references subjects.subject (id, site_id, study_id),
  foreign key (visit_id, site_id, study_id) references visits.visit_occurrence (id, site_id, study_id),
  unique nulls not distinct (visit_id, category, activity_key)
);
create index deviation_scope on monitoring.deviation (study_id, site_id, occurred_on);

call audit.attach('monitoring.deviation');
create policy own_scope on monitoring.deviation for all to siteward_app
  using (access.scope_keys(site_id, study_id) && (select access.my_scope())) with check (access.scope_keys(site_id, study_id) && (select access.my_scope()));
grant select, insert, update on monitoring.deviation to siteward_app;
