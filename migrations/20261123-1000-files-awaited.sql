-- Which datasets somebody still needs, and the one question after bytes that asks over everybody's records: does anybody need these?
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

-- The digests among these that no record of these uses needs. With `since`, only records that came later and are still awaited need theirs.
-- Locks each digest until the transaction ends, against whoever records one of them meanwhile (they hold the same lock, shared).
create function files.unneeded(digests text[], uses text[], since timestamptz) returns setof text
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
  perform pg_advisory_xact_lock(hashtextextended(d.sha256, 0)) from (select unnest(digests) as sha256 order by 1) d;
  return query select d.sha256 from unnest(digests) d (sha256)
    where not exists (select 1 from files.file f where f.sha256 = d.sha256 and f.use = any (uses)
      and (since is null or f.uploaded_at > since and exists (select 1 from files.awaited a where a.file_id = f.id)));
end $$;
create policy needed on files.file for select to siteward_ctx using (true);
create policy needed on files.awaited for select to siteward_ctx using (true);
grant usage on schema files to siteward_ctx;
grant select on files.file, files.awaited to siteward_ctx;
grant create on schema files to siteward_ctx;
alter function files.unneeded(text[], text[], timestamptz) owner to siteward_ctx;
revoke create on schema files from siteward_ctx;
grant execute on function files.unneeded(text[], text[], timestamptz) to siteward_app;
