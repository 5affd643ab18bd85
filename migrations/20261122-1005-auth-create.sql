-- Accounts, sessions and second factors, in the shape that better-auth expects. Only its own role and the resolver may look inside.
-- breaking: no
create schema auth;
grant usage on schema auth to siteward_auth, siteward_ctx, siteward_backup;

create table auth."user" (
  "id" uuid default pg_catalog.gen_random_uuid() not null primary key,
  "name" text not null,
  "email" text not null unique,
  "emailVerified" boolean not null,
  "image" text,
  "createdAt" timestamptz default CURRENT_TIMESTAMP not null,
  "updatedAt" timestamptz default CURRENT_TIMESTAMP not null,
  "twoFactorEnabled" boolean
);

create table auth."session" (
  "id" uuid default pg_catalog.gen_random_uuid() not null primary key,
  "expiresAt" timestamptz not null,
  "token" text not null unique,
  "createdAt" timestamptz default CURRENT_TIMESTAMP not null,
  "updatedAt" timestamptz not null,
  "ipAddress" text,
  "userAgent" text,
  "userId" uuid not null references auth."user" ("id") on delete cascade,
  -- What the person proved when this session began; only two factors open anything (see access.actor).
  "proof" text not null default 'password' check ("proof" in ('password', 'two-factors', 'waived')),
  -- When the person last proved who they are: at the beginning, and whenever they were asked again (see access.is_fresh).
  "provedAt" timestamptz not null default now()
);

create table auth."account" (
  "id" uuid default pg_catalog.gen_random_uuid() not null primary key,
  "accountId" text not null,
  "providerId" text not null,
  "userId" uuid not null references auth."user" ("id") on delete cascade,
  "accessToken" text,
  "refreshToken" text,
  "idToken" text,
  "accessTokenExpiresAt" timestamptz,
  "refreshTokenExpiresAt" timestamptz,
  "scope" text,
  "password" text,
  "createdAt" timestamptz default CURRENT_TIMESTAMP not null,
  "updatedAt" timestamptz not null
);

create table auth."verification" (
  "id" uuid default pg_catalog.gen_random_uuid() not null primary key,
  "identifier" text not null,
  "value" text not null,
  "expiresAt" timestamptz not null,
  "createdAt" timestamptz default CURRENT_TIMESTAMP not null,
  "updatedAt" timestamptz default CURRENT_TIMESTAMP not null
);

create table auth."twoFactor" (
  "id" uuid default pg_catalog.gen_random_uuid() not null primary key,
  "secret" text not null,
  "backupCodes" text not null,
  "userId" uuid not null references auth."user" ("id") on delete cascade,
  "verified" boolean,
  "failedVerificationCount" integer,
  "lockedUntil" timestamptz
);

create table auth."passkey" (
  "id" uuid default pg_catalog.gen_random_uuid() not null primary key,
  "name" text,
  "publicKey" text not null,
  "userId" uuid not null references auth."user" ("id") on delete cascade,
  "credentialID" text not null,
  "counter" integer not null,
  "deviceType" text not null,
  "backedUp" boolean not null,
  "transports" text,
  "createdAt" timestamptz,
  "aaguid" text
);

create table auth."rateLimit" (
  "id" uuid default pg_catalog.gen_random_uuid() not null primary key,
  "key" text not null unique,
  "count" integer not null,
  "lastRequest" bigint not null);

create index "session_userId_idx" on auth."session" ("userId");

create index "account_userId_idx" on auth."account" ("userId");

create index "verification_identifier_idx" on auth."verification" ("identifier");

create index "twoFactor_secret_idx" on auth."twoFactor" ("secret");

create index "twoFactor_userId_idx" on auth."twoFactor" ("userId");

create index "passkey_userId_idx" on auth."passkey" ("userId");

create index "passkey_credentialID_idx" on auth."passkey" ("credentialID");

alter table auth."user" enable row level security;
alter table auth."user" force row level security;
create policy accounts on auth."user" for all to siteward_auth using (true) with check (true);
grant select, insert, update, delete on auth."user" to siteward_auth;
alter table auth."session" enable row level security;
alter table auth."session" force row level security;
create policy accounts on auth."session" for all to siteward_auth using (true) with check (true);
grant select, insert, update, delete on auth."session" to siteward_auth;
alter table auth."account" enable row level security;
alter table auth."account" force row level security;
create policy accounts on auth."account" for all to siteward_auth using (true) with check (true);
grant select, insert, update, delete on auth."account" to siteward_auth;
alter table auth."verification" enable row level security;
alter table auth."verification" force row level security;
create policy accounts on auth."verification" for all to siteward_auth using (true) with check (true);
grant select, insert, update, delete on auth."verification" to siteward_auth;
alter table auth."twoFactor" enable row level security;
alter table auth."twoFactor" force row level security;
create policy accounts on auth."twoFactor" for all to siteward_auth using (true) with check (true);
grant select, insert, update, delete on auth."twoFactor" to siteward_auth;
alter table auth."passkey" enable row level security;
alter table auth."passkey" force row level security;
create policy accounts on auth."passkey" for all to siteward_auth using (true) with check (true);
grant select, insert, update, delete on auth."passkey" to siteward_auth;
alter table auth."rateLimit" enable row level security;
alter table auth."rateLimit" force row level security;
create policy accounts on auth."rateLimit" for all to siteward_auth using (true) with check (true);
grant select, insert, update, delete on auth."rateLimit" to siteward_auth;
create policy resolver on auth."session" for select to siteward_ctx using (true);
grant select on auth."session" to siteward_ctx;
-- Failed attempts in a row, per account and apart from that per device that its person has signed in from, so that a stranger's
-- guesses do not lock out the owner. The key is a keyed digest: unknown addresses are counted like known ones.
create table auth.attempt (
  key text primary key,
  account_id uuid references auth."user" (id) on delete cascade,
  failures integer not null default 0,
  -- How often it was locked since the last success: each lock is twice as long as the one before.
  locks integer not null default 0,
  locked_until timestamptz,
  last_at timestamptz not null default now()
);
create index attempt_account on auth.attempt (account_id);
alter table auth.attempt enable row level security;
alter table auth.attempt force row level security;
create policy accounts on auth.attempt for all to siteward_auth using (true) with check (true);
grant select, insert, update, delete on auth.attempt to siteward_auth;

-- The functions by which people see and end what is theirs (see access) reach no secret: no password, key or token is granted to them.
create policy resolver on auth.attempt for all to siteward_ctx using (true) with check (true);
grant select, delete on auth.attempt to siteward_ctx;
create policy own_functions on auth."session" for delete to siteward_ctx using (true);
grant delete on auth."session" to siteward_ctx;
create policy own_functions on auth."passkey" for all to siteward_ctx using (true);
grant select ("id", "name", "userId", "createdAt", "backedUp"), delete on auth."passkey" to siteward_ctx;
create policy own_functions on auth."twoFactor" for all to siteward_ctx using (true);
grant select ("id", "userId", "verified"), delete on auth."twoFactor" to siteward_ctx;
create policy own_functions on auth."user" for all to siteward_ctx using (true) with check (true);
grant select ("id", "twoFactorEnabled"), update ("twoFactorEnabled") on auth."user" to siteward_ctx;

-- One-time passwords that were accepted lately, as keyed digests, so that a code works once.
create table auth.totp_use (
  user_id uuid not null references auth."user" (id) on delete cascade,
  code_mac bytea not null,
  used_at timestamptz not null default now(),
  primary key (user_id, code_mac)
);
alter table auth.totp_use enable row level security;
alter table auth.totp_use force row level security;
create policy accounts on auth.totp_use for all to siteward_auth using (true) with check (true);
grant select, insert, delete on auth.totp_use to siteward_auth;

-- That a person proved who they are for a signing: by what, in which session, and for which contents. Used once, within a minute.
create table auth.signing_proof (
  id uuid primary key,
  account_id uuid not null references auth."user" (id) on delete cascade,
  session_id uuid not null,
  -- SHA-256 of each content that was shown, in hexadecimal digits, in its order.
  contents text[] not null check (cardinality(contents) between 1 and 100),
  method text not null check (method in ('password-and-code', 'password', 'code')),
  proved_at timestamptz not null default now(),
  used_at timestamptz
);
create index signing_proof_session on auth.signing_proof (session_id);
alter table auth.signing_proof enable row level security;
alter table auth.signing_proof force row level security;
create policy accounts on auth.signing_proof for all to siteward_auth using (true) with check (true);
grant select, insert, delete on auth.signing_proof to siteward_auth;
create policy own_functions on auth.signing_proof for all to siteward_ctx using (true) with check (true);
grant select, update (used_at) on auth.signing_proof to siteward_ctx;
