-- People, what they may do and where, and the functions that resolve a credential to a live actor and today's grants.
-- breaking: no
create schema access;
grant usage on schema access to siteward_app, siteward_auth, siteward_ctx, siteward_trail, siteward_backup;
-- A function's new owner needs CREATE on its schema for a moment; it is taken back below.
grant create on schema access to siteward_ctx;

create table access.person (
  id uuid primary key,
  kind text not null check (kind in ('staff', 'external', 'operator', 'service')),
  name text not null check (length(name) between 1 and 200),
  email text check (email = lower(email)),
  account_id uuid unique,
  -- Waived only for the people of a demo: everybody else signs in with two factors.
  second_factor text not null default 'required' check (second_factor in ('required', 'waived')),
  disabled_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null default now()
);
-- Part 11.100(a): an address once given to one person is never given to another, so the index spans disabled people too.
create unique index person_email on access.person (email);

create table access."grant" (
  id uuid primary key,
  person_id uuid not null references access.person (id),
  role text not null,
  site_id uuid,
  study_id uuid,
  valid_from date not null,
  valid_to date check (valid_to >= valid_from),
  given_by uuid not null references access.person (id),
  reason text not null check (length(reason) between 1 and 2000),
  revoked_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  check (given_by <> person_id)
);
create index grant_person on access."grant" (person_id);

-- A pass of the local operator (the holder of the data directory's token file); only its digest is kept.
create table access.operator_pass (
  id uuid primary key,
  person_id uuid not null references access.person (id),
  secret_sha256 bytea not null unique,
  expires_at timestamptz not null
);

-- A job runs with the present grants of the person who asked for it; its id is the credential while it runs, and for twelve hours at most.
create table access.job_pass (
  id uuid primary key,
  person_id uuid not null references access.person (id),
  -- Null while the job waits and after its end.
  open_until timestamptz,
  closed_at timestamptz,
  created_at timestamptz not null default now()
);

-- An invitation to set a password; the first administrator's is the setup token on the console. Only the digest is kept.
create table access.invitation (
  id uuid primary key,
  -- Null for the setup token: the person comes to be with it.
  person_id uuid references access.person (id),
  secret_sha256 bytea not null unique,
  expires_at timestamptz not null,
  -- When its letter was handed to the post; null until then, so that a letter is sent late rather than never.
  mailed_at timestamptz,
  used_at timestamptz
);
create index invitation_person on access.invitation (person_id);

create function access.network_key() returns uuid
language sql immutable parallel safe return '00000000-0000-0000-0000-000000000000'::uuid;

-- The keys under which a row is reachable: the network's, its site's, its study's, and the pair's.
-- Kept free of SET so that the planner inlines it into the policies; every name is qualified by hand.
create function access.scope_keys(site_id uuid, study_id uuid) returns uuid[]
language sql immutable parallel safe
as $$
  select array['00000000-0000-0000-0000-000000000000'::uuid, site_id, study_id,
    pg_catalog.md5(site_id::text operator(pg_catalog.||) study_id::text)::uuid]
$$;

grant select on access.person, access."grant", access.operator_pass, access.job_pass to siteward_ctx;

-- The live person behind the credential that the transaction carries; null for an unknown, expired or disabled one.
-- Every policy of every statement asks this, so it is one look-up and no set.
create function access.actor_id() returns uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
  credential text := nullif(current_setting('siteward.credential', true), '');
  secret text := substr(credential, 3);
  found uuid;
begin
  case left(credential, 2)
    when 's:' then
      select p.id into found
        from auth.session s join access.person p on p.account_id = s."userId"
        where s.token = secret and s."expiresAt" > statement_timestamp() and s."updatedAt" > statement_timestamp() - interval '15 minutes'
          and s."createdAt" > statement_timestamp() - interval '12 hours' and p.disabled_at is null
          and (p.second_factor = 'waived' or s.proof = 'two-factors');
    when 'k:' then
      select p.id into found
        from auth.apikey k join access.person p on p.account_id = k."referenceId"::uuid
        where k.key = rtrim(translate(encode(sha256(convert_to(secret, 'UTF8')), 'base64'), '+/', '-_'), '=')
          and k.enabled and (k."expiresAt" is null or k."expiresAt" > statement_timestamp()) and p.disabled_at is null;
    when 'j:' then
      select p.id into found
        from access.job_pass j join access.person p on p.id = j.person_id
        where j.id::text = secret and j.closed_at is null and j.open_until > statement_timestamp() and p.disabled_at is null;
    when 'o:' then
      select p.id into found
        from access.operator_pass o join access.person p on p.id = o.person_id
        where o.secret_sha256 = sha256(convert_to(secret, 'UTF8')) and o.expires_at > statement_timestamp() and p.disabled_at is null;
    else null;
  end case;
  return found;
end $$;

-- The actor with name and kind; no row for nobody. The credential is resolved before the table is read, not once per row of it.
create function access.actor() returns table (id uuid, name text, kind text)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
  who uuid := access.actor_id();
begin
  return query select p.id, p.name, p.kind from access.person p where p.id = who;
end $$;

-- The grants in force today (UTC) for the actor.
create function access.my_grants() returns table (role text, site_id uuid, study_id uuid, valid_to date)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
  who uuid := access.actor_id();
  today date := (statement_timestamp() at time zone 'UTC')::date;
begin
  return query select g.role, g.site_id, g.study_id, g.valid_to from access."grant" g
    where g.person_id = who and g.revoked_at is null and g.valid_from <= today and (g.valid_to is null or g.valid_to >= today);
end $$;

-- The keys of every row that the actor may reach. Administrators have no data of studies (roles.md), so their grants open nothing here.
create function access.my_scope() returns uuid[]
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
  who uuid := access.actor_id();
  today date := (statement_timestamp() at time zone 'UTC')::date;
  keys uuid[];
begin
  if who is null then return '{}'::uuid[]; end if;
  select array_agg(case
      when g.site_id is null and g.study_id is null then '00000000-0000-0000-0000-000000000000'::uuid
      when g.study_id is null then g.site_id
      when g.site_id is null then g.study_id
      else md5(g.site_id::text || g.study_id::text)::uuid end) into keys
    from access."grant" g
    where g.person_id = who and g.role <> 'administrator' and g.revoked_at is null
      and g.valid_from <= today and (g.valid_to is null or g.valid_to >= today);
  if keys is null and exists (select 1 from access.person p where p.id = who and p.kind = 'operator') then return array[access.network_key()]; end if;
  return coalesce(keys, '{}'::uuid[]);
end $$;

-- The keys within which the actor administers: there they know the names of sites and studies, which grants need, and nothing below.
create function access.administered_scope() returns uuid[]
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
  who record;
begin
  select a.id, a.kind into who from access.actor() a;
  if who.id is null then return '{}'::uuid[]; end if;
  if who.kind = 'operator' then return array[access.network_key()]; end if;
  return coalesce((select array_agg(case
      when g.site_id is null and g.study_id is null then access.network_key()
      when g.study_id is null then g.site_id
      when g.site_id is null then g.study_id
      else md5(g.site_id::text || g.study_id::text)::uuid end)
    from access.my_grants() g where g.role = 'administrator'), '{}'::uuid[]);
end $$;

-- People and grants are administered for the network as a whole: a narrower administrator could give away what is not theirs.
create function access.is_administrator() returns boolean
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$ begin return access.network_key() = any (access.administered_scope()); end $$;

alter function access.actor() owner to siteward_ctx;
alter function access.actor_id() owner to siteward_ctx;
alter function access.my_grants() owner to siteward_ctx;
alter function access.my_scope() owner to siteward_ctx;
alter function access.administered_scope() owner to siteward_ctx;
alter function access.is_administrator() owner to siteward_ctx;
revoke create on schema access from siteward_ctx;
grant execute on function access.network_key(), access.scope_keys(uuid, uuid), access.actor(), access.actor_id(), access.my_grants(),
  access.my_scope(), access.administered_scope(), access.is_administrator() to siteward_app, siteward_ctx, siteward_trail, siteward_auth;

alter table access.person enable row level security;
alter table access.person force row level security;
alter table access."grant" enable row level security;
alter table access."grant" force row level security;
alter table access.operator_pass enable row level security;
alter table access.operator_pass force row level security;
alter table access.job_pass enable row level security;
alter table access.job_pass force row level security;
alter table access.invitation enable row level security;
alter table access.invitation force row level security;

create policy resolver on access.person for select to siteward_ctx using (true);
create policy resolver on access."grant" for select to siteward_ctx using (true);
create policy resolver on access.operator_pass for select to siteward_ctx using (true);
create policy resolver on access.job_pass for select to siteward_ctx using (true);

create policy directory on access.person for select to siteward_app using ((select access.actor_id()) is not null);
create policy administer on access.person for insert to siteward_app with check ((select access.is_administrator()) and kind <> 'operator');
create policy amend on access.person for update to siteward_app using ((select access.is_administrator()) and kind <> 'operator');
grant select, insert, update on access.person to siteward_app;

create policy own_or_administer on access."grant" for select to siteward_app
  using (person_id = (select access.actor_id()) or (select access.is_administrator()) or access.scope_keys(site_id, study_id) && (select access.my_scope()));
create policy give on access."grant" for insert to siteward_app
  with check ((select access.is_administrator()) and person_id <> (select access.actor_id()) and given_by = (select access.actor_id()));
create policy revoke on access."grant" for update to siteward_app using ((select access.is_administrator()) and person_id <> (select access.actor_id()));
grant select, insert, update on access."grant" to siteward_app;

create policy own on access.job_pass for all to siteward_app
  using (person_id = (select access.actor_id())) with check (person_id = (select access.actor_id()));
grant select, insert (id, person_id), update (closed_at) on access.job_pass to siteward_app;

-- The account pool creates the first administrator and the operator's passes; it sees no study data.
create policy accounts on access.person for all to siteward_auth using (true) with check (true);
create policy accounts on access."grant" for all to siteward_auth using (true) with check (true);
create policy accounts on access.operator_pass for all to siteward_auth using (true) with check (true);
create policy accounts on access.invitation for all to siteward_auth using (true) with check (true);
grant select, insert, update on access.person, access."grant", access.invitation to siteward_auth;
grant select, insert, delete on access.operator_pass to siteward_auth;

-- Administrators invite and see how far an invitation has come; nobody but the account pool redeems one.
create policy invite on access.invitation for insert to siteward_app with check ((select access.is_administrator()) and person_id is not null);
create policy follow on access.invitation for select to siteward_app using ((select access.is_administrator()) and person_id is not null);
create policy withdraw on access.invitation for update to siteward_app
  using ((select access.is_administrator()) and person_id is not null) with check (person_id is not null);
grant insert, update (expires_at), select (id, person_id, expires_at, mailed_at, used_at) on access.invitation to siteward_app;

create policy own on platform.idempotency for all to siteward_app
  using (actor_id = (select access.actor_id())) with check (actor_id = (select access.actor_id()));
create policy own on platform.job_run for all to siteward_app
  using (asked_by = (select access.actor_id()) or (select access.is_administrator())) with check (asked_by = (select access.actor_id()));
