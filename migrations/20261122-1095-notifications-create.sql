-- What people are told of what happened elsewhere: in codes, ids and numbers, which each browser puts into words.
-- breaking: no
create schema notifications;
grant usage on schema notifications to siteward_app, siteward_backup;

create table notifications.notification (
  id uuid primary key,
  person_id uuid not null references access.person (id),
  kind text not null check (kind ~ '^[a-z]+(-[a-z]+)*$'),
  -- Where it happened; both null for what concerns the person alone.
  site_id uuid,
  study_id uuid,
  -- The record that it leads to.
  record_id uuid,
  -- Codes, ids, numbers and days; never a name or what somebody wrote.
  facts jsonb not null,
  at timestamptz not null,
  read_at timestamptz,
  -- The same is told to the same person once.
  unique (person_id, kind, record_id)
);
create index notification_latest on notifications.notification (person_id, at desc, id desc);
create index notification_unread on notifications.notification (person_id, at) where read_at is null;

alter table notifications.notification enable row level security;
alter table notifications.notification force row level security;
-- A person whose grant ended is no longer told what happened there, not even what they were told before.
create policy own on notifications.notification for select to siteward_app
  using (person_id = (select access.actor_id())
    and (coalesce(site_id, study_id) is null or access.scope_keys(site_id, study_id) && (select access.my_scope())));
create policy reads on notifications.notification for update to siteward_app
  using (person_id = (select access.actor_id())) with check (person_id = (select access.actor_id()));
create policy forgets on notifications.notification for delete to siteward_app using (person_id = (select access.actor_id()));
-- Whoever acts tells of what they reach themselves; administrators tell people of their grants.
create policy tells on notifications.notification for insert to siteward_app
  with check (person_id = (select access.actor_id()) or (select access.is_administrator())
    or (coalesce(site_id, study_id) is not null and access.scope_keys(site_id, study_id) && (select access.my_scope())));
grant select, insert, delete on notifications.notification to siteward_app;
grant update (read_at) on notifications.notification to siteward_app;

-- The people who hold one of these roles at a site, named in their grant: those who look after it; those who see every site only if asked.
-- Answered only to who reaches the place.
create function notifications.people_at(site uuid, study uuid, roles text[], everywhere boolean) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
  today date := (statement_timestamp() at time zone 'UTC')::date;
begin
  if not access.scope_keys(site, study) && access.my_scope() then return; end if;
  return query select distinct g.person_id from access."grant" g join access.person p on p.id = g.person_id
    where (g.site_id = site or everywhere and g.site_id is null) and (g.study_id is null or g.study_id = study) and g.role = any (roles) and p.disabled_at is null
      and g.revoked_at is null and g.valid_from <= today and (g.valid_to is null or g.valid_to >= today);
end $$;
grant usage on schema notifications to siteward_ctx;
grant create on schema notifications to siteward_ctx;
alter function notifications.people_at(uuid, uuid, text[], boolean) owner to siteward_ctx;
revoke create on schema notifications from siteward_ctx;
grant execute on function notifications.people_at(uuid, uuid, text[], boolean) to siteward_app;
