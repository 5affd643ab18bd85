-- Which datasets somebody still needs, which bytes another room's record stands on, and the one question after bytes that asks over everybody's records: does anybody need these?
-- breaking: no
create table files.awaited (
  file_id uuid primary key references files.file (id),
  uploaded_by uuid not null
);
alter table files.awaited enable row level security;
alter table files.awaited force row level security;
create policy own on files.awaited for all to siteward_app
  using (uploaded_by = (select access.actor_id())) with check (uploaded_by = (select access.actor_id()));
grant select, insert, delete on files.awaited to siteward_app;
create index file_digest on files.file (sha256);

-- Bytes that the program made for a record of another room: they are kept as long as the record, which is for ever.
create table files.held (
  id uuid primary key,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  record_table text not null,
  record_id uuid not null,
  site_id uuid,
  study_id uuid
);
create index held_digest on files.held (sha256);
call audit.attach('files.held', parent => '');
create policy own_scope on files.held for all to siteward_app
  using (access.scope_keys(site_id, study_id) && (select access.my_scope()))
  with check (access.scope_keys(site_id, study_id) && (select access.my_scope()));
grant select, insert on files.held to siteward_app;

-- The digests among these that no record of these uses needs, and of kept ones no record of another room. With `since`, only records that came later and are still awaited need theirs.
-- Locks each digest until the transaction ends, against whoever records one of them meanwhile (they hold the same lock, shared).
create function files.unneeded(digests text[], uses text[], since timestamptz) returns setof text
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
  perform pg_advisory_xact_lock(hashtextextended(d.sha256, 0)) from (select unnest(digests) as sha256 order by 1) d;
  return query select d.sha256 from unnest(digests) d (sha256)
    where not exists (select 1 from files.file f where f.sha256 = d.sha256 and f.use = any (uses)
      and (since is null or f.uploaded_at > since and exists (select 1 from files.awaited a where a.file_id = f.id)))
      and (since is not null or not exists (select 1 from files.held h where h.sha256 = d.sha256));
end $$;
create policy needed on files.file for select to siteward_ctx using (true);
create policy needed on files.awaited for select to siteward_ctx using (true);
create policy needed on files.held for select to siteward_ctx using (true);
grant usage on schema files to siteward_ctx;
grant select on files.file, files.awaited, files.held to siteward_ctx;
grant create on schema files to siteward_ctx;
alter function files.unneeded(text[], text[], timestamptz) owner to siteward_ctx;
revoke create on schema files from siteward_ctx;
grant execute on function files.unneeded(text[], text[], timestamptz) to siteward_app;
