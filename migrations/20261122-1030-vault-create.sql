-- Identities of participants and leads: ciphertext per person, found by keyed digests, read only through functions that log the purpose.
-- breaking: no
create schema vault;
grant usage on schema vault to siteward_app, siteward_vault, siteward_backup;
grant create on schema vault to siteward_vault;

create table vault.person (
  id uuid primary key,
  site_id uuid not null,
  study_id uuid not null,
  wrapped_key bytea,
  key_version integer not null,
  erased_at timestamptz,
  version integer not null default 1,
  check ((wrapped_key is null) = (erased_at is not null)),
  unique (id, site_id, study_id)
);
create index person_site on vault.person (site_id);
create index person_key_version on vault.person (key_version) where erased_at is null;

create table vault.identity (
  id uuid primary key,
  person_id uuid not null,
  site_id uuid not null,
  study_id uuid not null,
  field text not null check (field in ('name', 'birth-date', 'phone', 'email', 'address', 'identifier')),
  ciphertext bytea not null,
  version integer not null default 1,
  -- A part of an identity lies where its person lies, so that nobody plants one across a wall.
  foreign key (person_id, site_id, study_id) references vault.person (id, site_id, study_id),
  unique (person_id, field)
);

create table vault.blind_index (
  id uuid primary key,
  person_id uuid not null,
  site_id uuid not null,
  study_id uuid not null,
  field text not null,
  digest bytea not null,
  foreign key (person_id, site_id, study_id) references vault.person (id, site_id, study_id),
  unique (person_id, field)
);
create index blind_index_digest on vault.blind_index (field, digest);

create table vault.read_event (
  id uuid primary key,
  person_id uuid not null,
  site_id uuid not null,
  study_id uuid not null,
  actor_id uuid not null,
  purpose text not null,
  fields text[] not null,
  at timestamptz not null,
  foreign key (person_id, site_id, study_id) references vault.person (id, site_id, study_id)
);
create index read_event_person on vault.read_event (person_id, at);
create index read_event_actor on vault.read_event (actor_id, at);

-- Every search for a participant, whether it finds one or not; what was searched for is kept nowhere.
create table vault.search_event (
  id uuid primary key,
  site_id uuid not null,
  study_id uuid not null,
  actor_id uuid not null,
  purpose text not null,
  field text not null,
  found integer not null,
  at timestamptz not null
);
create index search_event_actor on vault.search_event (actor_id, at);

-- Neither a wrapped key nor a keyed digest stays in the trail: erasing a person means that nothing anywhere opens their ciphertext.
call audit.attach('vault.person', hidden => 'wrapped_key');
call audit.attach('vault.identity');
call audit.attach('vault.blind_index', hidden => 'digest');
call audit.attach('vault.read_event');
call audit.attach('vault.search_event');

create policy own_scope on vault.person for all to siteward_app
  using (access.scope_keys(site_id, study_id) && (select access.my_scope())) with check (access.scope_keys(site_id, study_id) && (select access.my_scope()));
create policy own_scope on vault.identity for all to siteward_app
  using (access.scope_keys(site_id, study_id) && (select access.my_scope())) with check (access.scope_keys(site_id, study_id) && (select access.my_scope()));
create policy own_scope on vault.blind_index for all to siteward_app
  using (access.scope_keys(site_id, study_id) && (select access.my_scope())) with check (access.scope_keys(site_id, study_id) && (select access.my_scope()));
create policy own_scope on vault.read_event for select to siteward_app using (access.scope_keys(site_id, study_id) && (select access.my_scope()));
create policy own_scope on vault.search_event for select to siteward_app using (access.scope_keys(site_id, study_id) && (select access.my_scope()));
-- Ciphertext and wrapped keys have no SELECT for the program: they leave through the reader below or not at all.
grant insert on vault.person, vault.identity, vault.blind_index to siteward_app;
grant select (id, site_id, study_id, key_version, erased_at, version), update (wrapped_key, key_version, erased_at, version) on vault.person to siteward_app;
grant select (id, person_id, site_id, study_id, field, version), update (ciphertext, version) on vault.identity to siteward_app;
grant select (id, person_id, site_id, study_id, field), update (digest), delete on vault.blind_index to siteward_app;
grant select on vault.read_event, vault.search_event to siteward_app;

create policy reader on vault.person for select to siteward_vault using (true);
create policy reader on vault.identity for select to siteward_vault using (true);
create policy reader on vault.blind_index for select to siteward_vault using (true);
create policy reader on vault.read_event for insert to siteward_vault with check (true);
create policy reader on vault.search_event for insert to siteward_vault with check (true);
grant select on vault.person, vault.identity, vault.blind_index to siteward_vault;
grant insert on vault.read_event, vault.search_event to siteward_vault;
grant usage on schema access, platform to siteward_vault;
grant execute on function access.my_scope(), access.actor_id(), access.scope_keys(uuid, uuid), access.network_key(), platform.setting(text) to siteward_vault;

-- The ciphertexts of people in the actor's scope, each read written down with its purpose before anything is answered.
create function vault.read_identities(people uuid[], wanted text[], purpose text)
returns table (person_id uuid, wrapped_key bytea, key_version integer, field text, ciphertext bytea, version integer)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  who uuid := access.actor_id();
  scope bigint[] := access.my_scope();
begin
  if who is null or length(coalesce(purpose, '')) < 3 then raise exception 'an identity is read by a person, for a purpose' using errcode = '42501'; end if;
  insert into vault.read_event (id, person_id, site_id, study_id, actor_id, purpose, fields, at)
    select gen_random_uuid(), p.id, p.site_id, p.study_id, who, purpose, wanted, clock_timestamp() from vault.person p
    where p.id = any (people) and access.scope_keys(p.site_id, p.study_id) && scope and p.erased_at is null;
  return query select p.id, p.wrapped_key, p.key_version, i.field, i.ciphertext, i.version
    from vault.person p join vault.identity i on i.person_id = p.id
    where p.id = any (people) and i.field = any (wanted) and p.erased_at is null and access.scope_keys(p.site_id, p.study_id) && scope;
end $$;

-- The wrapped keys of people in scope, needed to add or change an identity; they open nothing without the key outside the database.
create function vault.wrapped_keys(people uuid[]) returns table (person_id uuid, wrapped_key bytea, key_version integer)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
  scope bigint[] := access.my_scope();
begin
  return query select p.id, p.wrapped_key, p.key_version from vault.person p
    where p.id = any (people) and p.erased_at is null and access.scope_keys(p.site_id, p.study_id) && scope;
end $$;

-- The people of a site and study behind a keyed digest. The search is written down with its purpose before anything is answered, and so is
-- each person it finds: to be found by a birth date is to be known by it.
create function vault.find_people(at_site uuid, in_study uuid, wanted text, sought bytea, purpose text) returns setof uuid
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  who uuid := access.actor_id();
  people uuid[];
begin
  if who is null or length(coalesce(purpose, '')) < 3 then raise exception 'a participant is searched for by a person, for a purpose' using errcode = '42501'; end if;
  if not access.scope_keys(at_site, in_study) && access.my_scope() then return; end if;
  select coalesce(array_agg(b.person_id), '{}') into people from vault.blind_index b
    where b.field = wanted and b.digest = sought and b.site_id = at_site and b.study_id = in_study;
  insert into vault.search_event (id, site_id, study_id, actor_id, purpose, field, found, at)
    values (gen_random_uuid(), at_site, in_study, who, purpose, wanted, cardinality(people), clock_timestamp());
  insert into vault.read_event (id, person_id, site_id, study_id, actor_id, purpose, fields, at)
    select gen_random_uuid(), p, at_site, in_study, who, purpose, array[wanted], clock_timestamp() from unnest(people) p;
  return query select unnest(people);
end $$;

alter function vault.read_identities(uuid[], text[], text) owner to siteward_vault;
alter function vault.wrapped_keys(uuid[]) owner to siteward_vault;
alter function vault.find_people(uuid, uuid, text, bytea, text) owner to siteward_vault;
revoke create on schema vault from siteward_vault;
grant execute on function vault.read_identities(uuid[], text[], text), vault.wrapped_keys(uuid[]), vault.find_people(uuid, uuid, text, bytea, text) to siteward_app;
