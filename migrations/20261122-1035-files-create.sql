-- Files: who sent what for what, with the digest that finds the bytes in the file store.
-- breaking: no
create schema files;
grant usage on schema files to siteward_app, siteward_backup;

create table files.file (
  id uuid primary key,
  use text not null check (use in ('protocol', 'dataset', 'registry', 'document', 'logo')),
  -- Made safe before it is kept.
  name text not null check (length(name) between 1 and 200),
  declared_type text not null,
  -- What the bytes are, whatever the sender declared.
  content_type text not null,
  size_bytes bigint not null check (size_bytes >= 0),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  -- Null for both until a record takes the file up; it is then its sender's alone.
  site_id uuid,
  study_id uuid,
  uploaded_by uuid not null,
  uploaded_at timestamptz not null
);
create index file_sender on files.file (uploaded_by, uploaded_at);
create index file_study on files.file (study_id) where study_id is not null;
create index file_site on files.file (site_id) where site_id is not null;

call audit.attach('files.file');

create policy own on files.file for select to siteward_app using (uploaded_by = (select access.actor_id()));
create policy own_scope on files.file for select to siteward_app
  using ((site_id is not null or study_id is not null) and access.scope_keys(site_id, study_id) && (select access.my_scope()));
-- A logo is shown to everybody; it belongs to no site and no study.
create policy logos on files.file for select to siteward_app using (use = 'logo' and (select access.my_scope()) <> '{}'::bigint[]);
-- In one's own name, and into no place that one does not reach.
create policy sent on files.file for insert to siteward_app
  with check (uploaded_by = (select access.actor_id())
    and ((site_id is null and study_id is null and use <> 'document') or access.scope_keys(site_id, study_id) && (select access.my_scope())));
-- Only where it lies is ever changed, and only by its sender: an import puts its file to its study.
create policy placed on files.file for update to siteward_app
  using (uploaded_by = (select access.actor_id()) and site_id is null and study_id is null)
  with check (uploaded_by = (select access.actor_id()) and access.scope_keys(site_id, study_id) && (select access.my_scope()));
grant select, insert on files.file to siteward_app;
grant update (study_id) on files.file to siteward_app;
