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

-- A letter's link by which a person chooses another password; only the digest is kept.
create table access.password_reset (
  id uuid primary key,
  person_id uuid not null references access.person (id),
  secret_sha256 bytea not null unique,
  expires_at timestamptz not null,
  asked_at timestamptz not null default now(),
  mailed_at timestamptz,
  used_at timestamptz
);
create index password_reset_person on access.password_reset (person_id);

-- A key by which a program acts for a person, with some of the person's grants. Only the digest of its secret is kept.
create table access.api_key (
  id uuid primary key,
  person_id uuid not null references access.person (id),
  name text not null check (length(name) between 1 and 200),
  -- The first letters of the key, so that its owner recognises it.
  start text not null,
  secret_sha256 bytea not null unique,
  -- A grant that ends, ends here too; a later one is not added by itself.
  grant_ids uuid[] not null check (cardinality(grant_ids) > 0),
  expires_at timestamptz not null,
  revoked_at timestamptz,
  created_at timestamptz not null default now()
);
create index api_key_person on access.api_key (person_id);

-- What happened to an account, for its person and the administrators. Some events are told by mail.
create table access.account_event (
  id uuid primary key,
  person_id uuid not null references access.person (id),
  kind text not null check (kind in ('signed-in', 'signed-in-by-passkey', 'signed-in-by-backup-code', 'locked', 'unlocked', 'password-changed',
    'password-reset', 'second-factor-set-up', 'second-factor-reset', 'backup-codes-renewed', 'passkey-added', 'passkey-removed',
    'key-created', 'key-revoked', 'sessions-ended', 'signing-refused')),
  at timestamptz not null default now(),
  -- From which address of the network it came, where it came over the network.
  address text,
  -- Until when a lock holds.
  until timestamptz,
  mail_due boolean not null default false,
  mailed_at timestamptz
);
create index account_event_person on access.account_event (person_id, at);
create index account_event_due on access.account_event (at) where mail_due and mailed_at is null;

create function access.network_key() returns bigint
language sql immutable parallel safe return 0::bigint;

-- The keys under which a row is reachable: the network's, its site's, its study's, and the pair's. Every policy computes them for every row it
-- looks at, so they are 64 bits of the database's own hash, ten times as fast as a digest; ids are made here, and nobody can choose one to meet another.
-- Kept free of SET so that the planner inlines it into the policies; every name is qualified by hand.
create function access.scope_keys(site_id uuid, study_id uuid) returns bigint[]
language sql immutable parallel safe
as $$
  select array[0::bigint, pg_catalog.uuid_hash_extended(site_id, 1), pg_catalog.uuid_hash_extended(study_id, 2),
    pg_catalog.uuid_hash_extended(study_id, pg_catalog.uuid_hash_extended(site_id, 3))]
$$;

-- The key that a grant opens.
create function access.grant_key(site_id uuid, study_id uuid) returns bigint
language sql immutable parallel safe
as $$
  select case
    when site_id is null and study_id is null then 0::bigint
    when study_id is null then pg_catalog.uuid_hash_extended(site_id, 1)
    when site_id is null then pg_catalog.uuid_hash_extended(study_id, 2)
    else pg_catalog.uuid_hash_extended(study_id, pg_catalog.uuid_hash_extended(site_id, 3)) end
$$;

grant select on access.person, access."grant", access.operator_pass, access.job_pass, access.api_key to siteward_ctx;

-- The live person behind the credential that the transaction carries; null for an unknown, expired or disabled one.
-- Every policy of every statement asks this, so it is one look-up and no set.
create function access.actor_id() returns uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
  credential text := nullif(current_setting('siteward.credential', true), '');
  secret text := substr(credential, 3);
  account uuid;
  given text;
  found uuid;
begin
  case left(credential, 2)
    when 's:' then
      -- Two look-ups by key cost less than one join, which hashes where the tables are small.
      select s."userId", s.proof into account, given
        from auth.session s
        where s.token = secret and s."expiresAt" > statement_timestamp() and s."updatedAt" > statement_timestamp() - interval '15 minutes'
          and s."createdAt" > statement_timestamp() - interval '12 hours';
      select p.id into found
        from access.person p
        where p.account_id = account and p.disabled_at is null and (p.second_factor = 'waived' or given = 'two-factors');
    when 'k:' then
      select p.id into found
        from access.api_key k join access.person p on p.id = k.person_id
        where k.secret_sha256 = sha256(convert_to(secret, 'UTF8')) and k.revoked_at is null and k.expires_at > statement_timestamp()
          and p.disabled_at is null;
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

-- The grants that the actor's credential is narrowed to; null where it carries all of them. Only a key is narrowed.
create function access.key_grants() returns uuid[]
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
  credential text := nullif(current_setting('siteward.credential', true), '');
begin
  if left(credential, 2) is distinct from 'k:' then return null; end if;
  return coalesce((select k.grant_ids from access.api_key k where k.secret_sha256 = sha256(convert_to(substr(credential, 3), 'UTF8'))), '{}'::uuid[]);
end $$;

-- The grants in force today (UTC) for the actor.
create function access.my_grants() returns table (role text, site_id uuid, study_id uuid, valid_to date)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
  who uuid := access.actor_id();
  today date := (statement_timestamp() at time zone 'UTC')::date;
  narrowed uuid[] := case when left(current_setting('siteward.credential', true), 2) = 'k:' then access.key_grants() end;
begin
  return query select g.role, g.site_id, g.study_id, g.valid_to from access."grant" g
    where g.person_id = who and g.revoked_at is null and g.valid_from <= today and (g.valid_to is null or g.valid_to >= today)
      and (narrowed is null or g.id = any (narrowed));
end $$;

-- The keys of every row that the actor may reach. Administrators have no data of studies (roles.md), so their grants open nothing here.
create function access.my_scope() returns bigint[]
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
  who uuid := access.actor_id();
  today date := (statement_timestamp() at time zone 'UTC')::date;
  -- Only a key is narrowed; every policy asks this function, so a session does not pay for a key's look-up.
  narrowed uuid[] := case when left(current_setting('siteward.credential', true), 2) = 'k:' then access.key_grants() end;
  keys bigint[];
begin
  if who is null then return '{}'::bigint[]; end if;
  keys := array(select access.grant_key(g.site_id, g.study_id)
    from access."grant" g
    where g.person_id = who and g.role <> 'administrator' and g.revoked_at is null
      and g.valid_from <= today and (g.valid_to is null or g.valid_to >= today) and (narrowed is null or g.id = any (narrowed)));
  if keys = '{}'::bigint[] and exists (select 1 from access.person p where p.id = who and p.kind = 'operator') then
    return array[access.network_key()];
  end if;
  return keys;
end $$;

-- The keys within which the actor administers: there they know the names of sites and studies, which grants need, and nothing below.
create function access.administered_scope() returns bigint[]
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
  who record;
begin
  select a.id, a.kind into who from access.actor() a;
  if who.id is null then return '{}'::bigint[]; end if;
  if who.kind = 'operator' then return array[access.network_key()]; end if;
  return coalesce((select array_agg(access.grant_key(g.site_id, g.study_id))
    from access.my_grants() g where g.role = 'administrator'), '{}'::bigint[]);
end $$;

-- People and grants are administered for the network as a whole: a narrower administrator could give away what is not theirs.
create function access.is_administrator() returns boolean
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$ begin return access.network_key() = any (access.administered_scope()); end $$;

-- Addresses of people are for those who may view people (rules.ts says which roles) and for their owners; names are for everybody.
create function access.may_view_people() returns boolean
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$ begin
  return exists (select 1 from access.actor() a where a.kind = 'operator')
    or exists (select 1 from access.my_grants() g where g.role in ('regulatory', 'site-director', 'network-manager', 'administrator'));
end $$;

create function access.email_of(person uuid) returns text
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$ begin
  return (select p.email from access.person p where p.id = person and (p.id = (select access.actor_id()) or access.may_view_people()));
end $$;

-- Whether the person behind the session proved who they are within ten minutes; people of a demo have nothing to prove it by.
create function access.is_fresh() returns boolean
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
  credential text := nullif(current_setting('siteward.credential', true), '');
begin
  if left(credential, 2) = 'o:' then return access.actor_id() is not null; end if;
  if left(credential, 2) is distinct from 's:' then return false; end if;
  return coalesce((select p.second_factor = 'waived' or s."provedAt" > statement_timestamp() - interval '10 minutes'
    from auth.session s join access.person p on p.account_id = s."userId" where s.token = substr(credential, 3) and p.id = (select access.actor_id())), false);
end $$;

-- What the actor must prove to sign now [P11-17]: everything at the first signing of a session, one thing at later ones; people of a demo have
-- nothing to prove it by. Null for whoever cannot sign: a key, a job, the local operator.
create function access.signing_needs() returns text
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
  credential text := nullif(current_setting('siteward.credential', true), '');
begin
  if left(credential, 2) is distinct from 's:' then return null; end if;
  return (select case when p.second_factor = 'waived' then 'demo'
      when exists (select 1 from auth.signing_proof f where f.session_id = s.id and f.used_at is not null) then 'one' else 'both' end
    from auth.session s join access.person p on p.account_id = s."userId" where s.token = substr(credential, 3) and p.id = (select access.actor_id()));
end $$;

-- Uses up the proof that was given in this session within a minute for exactly these contents; no row where there is none.
create function access.use_signing_proof(shown text[]) returns table (id uuid, method text, proved_at timestamptz)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  credential text := nullif(current_setting('siteward.credential', true), '');
begin
  if left(credential, 2) is distinct from 's:' then return; end if;
  return query update auth.signing_proof f set used_at = now()
    where f.used_at is null and f.contents = shown and f.proved_at > statement_timestamp() - interval '60 seconds'
      and f.id = (select l.id from auth.signing_proof l join auth.session s on s.id = l.session_id
        join access.person p on p.account_id = s."userId" and p.account_id = l.account_id
        where s.token = substr(credential, 3) and p.id = (select access.actor_id()) and p.second_factor = 'required'
          and l.used_at is null and l.contents = shown order by l.proved_at desc limit 1)
    returning f.id, f.method, f.proved_at;
end $$;

-- Whether a signature on this content may be kept now: its proof was used up in this very transaction, or its signer is of a demo.
create function access.holds_signing_proof(proof uuid, shown text) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
  needs text := access.signing_needs();
begin
  if needs is null then return false; end if;
  if needs = 'demo' then return proof is null; end if;
  return exists (select 1 from auth.signing_proof f join access.person p on p.account_id = f.account_id
    where f.id = proof and p.id = (select access.actor_id()) and f.used_at = now() and shown = any (f.contents));
end $$;

-- The live sessions of the actor; the token itself stays where it is.
create function access.my_sessions() returns table (id uuid, began_at timestamptz, used_at timestamptz, address text, agent text, is_this boolean)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$ begin
  return query select s.id, s."createdAt", s."updatedAt", s."ipAddress", s."userAgent", 's:' || s.token = current_setting('siteward.credential', true)
    from auth.session s join access.person p on p.account_id = s."userId"
    where p.id = (select access.actor_id()) and s."expiresAt" > statement_timestamp() and s."updatedAt" > statement_timestamp() - interval '15 minutes'
      and s."createdAt" > statement_timestamp() - interval '12 hours' and (p.second_factor = 'waived' or s.proof = 'two-factors')
    order by s."createdAt" desc, s.id;
end $$;

-- Ends one other session of the actor, or with null all others; answers how many ended. The session that asks ends by signing out.
create function access.end_my_sessions(only_id uuid) returns integer
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  ended integer;
begin
  delete from auth.session s using access.person p
    where p.account_id = s."userId" and p.id = (select access.actor_id()) and (only_id is null or s.id = only_id)
      and 's:' || s.token <> current_setting('siteward.credential', true);
  get diagnostics ended = row_count;
  return ended;
end $$;

create function access.my_passkeys() returns table (id uuid, name text, created_at timestamptz, backed_up boolean)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$ begin
  return query select k."id", k."name", k."createdAt", k."backedUp" from auth.passkey k join access.person p on p.account_id = k."userId"
    where p.id = (select access.actor_id()) order by k."createdAt", k."id";
end $$;

create function access.remove_my_passkey(passkey uuid) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  removed integer;
begin
  delete from auth.passkey k using access.person p where k."id" = passkey and p.account_id = k."userId" and p.id = (select access.actor_id());
  get diagnostics removed = row_count;
  return removed = 1;
end $$;

-- How far people's second factor has come, for themselves and for administrators.
create function access.second_factors() returns table (person_id uuid, set_up boolean)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$ begin
  return query select p.id, coalesce(u."twoFactorEnabled", false) from access.person p join auth."user" u on u.id = p.account_id
    where p.id = (select access.actor_id()) or (select access.is_administrator());
end $$;

-- The accounts that are locked now, for administrators; a lock of a known device alone is nobody's concern.
create function access.locks() returns table (person_id uuid, until timestamptz)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$ begin
  return query select p.id, max(t.locked_until) from auth.attempt t join access.person p on p.account_id = t.account_id
    where t.locked_until > statement_timestamp() and (select access.is_administrator()) group by p.id;
end $$;

-- Takes the locks of a person's account away; administrators only, and never their own. Answers whether there was one.
create function access.unlock(person uuid) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  held boolean;
begin
  if not access.is_administrator() or person = access.actor_id() then return false; end if;
  select exists (select 1 from auth.attempt t join access.person p on p.account_id = t.account_id
    where p.id = person and t.locked_until > statement_timestamp()) into held;
  delete from auth.attempt t using access.person p where p.account_id = t.account_id and p.id = person;
  return held;
end $$;

-- Ends every session of a person; administrators only.
create function access.end_sessions_of(person uuid) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$ begin
  if not access.is_administrator() then return; end if;
  delete from auth.session s using access.person p where p.account_id = s."userId" and p.id = person;
end $$;

-- Forgets a person's authenticator app, backup codes and passkeys and ends their sessions, so that they set up anew after their
-- password; administrators only, and never their own. Answers whether there was an account.
create function access.reset_second_factor(person uuid) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  account uuid;
begin
  if not access.is_administrator() or person = access.actor_id() then return false; end if;
  select p.account_id into account from access.person p where p.id = person and p.second_factor = 'required';
  if account is null then return false; end if;
  delete from auth."twoFactor" f where f."userId" = account;
  delete from auth.passkey k where k."userId" = account;
  delete from auth.session s where s."userId" = account;
  update auth."user" u set "twoFactorEnabled" = false where u.id = account;
  return true;
end $$;

alter function access.key_grants() owner to siteward_ctx;
alter function access.may_view_people() owner to siteward_ctx;
alter function access.email_of(uuid) owner to siteward_ctx;
alter function access.is_fresh() owner to siteward_ctx;
alter function access.my_sessions() owner to siteward_ctx;
alter function access.signing_needs() owner to siteward_ctx;
alter function access.use_signing_proof(text[]) owner to siteward_ctx;
alter function access.holds_signing_proof(uuid, text) owner to siteward_ctx;
alter function access.end_my_sessions(uuid) owner to siteward_ctx;
alter function access.my_passkeys() owner to siteward_ctx;
alter function access.remove_my_passkey(uuid) owner to siteward_ctx;
alter function access.second_factors() owner to siteward_ctx;
alter function access.locks() owner to siteward_ctx;
alter function access.unlock(uuid) owner to siteward_ctx;
alter function access.end_sessions_of(uuid) owner to siteward_ctx;
alter function access.reset_second_factor(uuid) owner to siteward_ctx;
alter function access.actor() owner to siteward_ctx;
alter function access.actor_id() owner to siteward_ctx;
alter function access.my_grants() owner to siteward_ctx;
alter function access.my_scope() owner to siteward_ctx;
alter function access.administered_scope() owner to siteward_ctx;
alter function access.is_administrator() owner to siteward_ctx;
revoke create on schema access from siteward_ctx;
grant execute on function access.network_key(), access.scope_keys(uuid, uuid), access.actor(), access.actor_id(), access.my_grants(),
  access.my_scope(), access.administered_scope(), access.is_administrator() to siteward_app, siteward_ctx, siteward_trail, siteward_auth;
grant execute on function access.grant_key(uuid, uuid), access.key_grants(), access.may_view_people(), access.signing_needs() to siteward_ctx;
grant execute on function access.email_of(uuid), access.is_fresh(), access.my_sessions(), access.end_my_sessions(uuid), access.my_passkeys(),
  access.remove_my_passkey(uuid), access.second_factors(), access.locks(), access.unlock(uuid), access.end_sessions_of(uuid),
  access.reset_second_factor(uuid), access.signing_needs(), access.use_signing_proof(text[]), access.holds_signing_proof(uuid, text) to siteward_app;

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
alter table access.password_reset enable row level security;
alter table access.password_reset force row level security;
alter table access.api_key enable row level security;
alter table access.api_key force row level security;
alter table access.account_event enable row level security;
alter table access.account_event force row level security;

create policy resolver on access.person for select to siteward_ctx using (true);
create policy resolver on access."grant" for select to siteward_ctx using (true);
create policy resolver on access.operator_pass for select to siteward_ctx using (true);
create policy resolver on access.job_pass for select to siteward_ctx using (true);
create policy resolver on access.api_key for select to siteward_ctx using (true);

create policy directory on access.person for select to siteward_app using ((select access.actor_id()) is not null);
create policy administer on access.person for insert to siteward_app with check ((select access.is_administrator()) and kind <> 'operator');
create policy amend on access.person for update to siteward_app using ((select access.is_administrator()) and kind <> 'operator');
-- Not the address: access.email_of tells it to those who may know.
grant select (id, kind, name, account_id, second_factor, disabled_at, version, created_at), insert, update on access.person to siteward_app;

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

create policy accounts on access.password_reset for all to siteward_auth using (true) with check (true);
grant select, insert, update on access.password_reset to siteward_auth;

create policy own on access.api_key for all to siteward_app
  using (person_id = (select access.actor_id())) with check (person_id = (select access.actor_id()));
grant insert, update (revoked_at), select (id, person_id, name, start, grant_ids, expires_at, revoked_at, created_at) on access.api_key to siteward_app;

create policy own_or_administer on access.account_event for select to siteward_app
  using (person_id = (select access.actor_id()) or (select access.is_administrator()));
create policy tell on access.account_event for insert to siteward_app
  with check (person_id = (select access.actor_id()) or (select access.is_administrator()));
grant select, insert on access.account_event to siteward_app;
create policy accounts on access.account_event for all to siteward_auth using (true) with check (true);
grant select, insert, update (mailed_at) on access.account_event to siteward_auth;

create policy own on platform.idempotency for all to siteward_app
  using (actor_id = (select access.actor_id())) with check (actor_id = (select access.actor_id()));
create policy own on platform.job_run for all to siteward_app
  using (asked_by = (select access.actor_id()) or (select access.is_administrator())) with check (asked_by = (select access.actor_id()));
