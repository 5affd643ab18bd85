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
  "proof" text not null default 'password' check ("proof" in ('password', 'two-factors', 'waived'))
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

create table auth."apikey" (
  "id" uuid default pg_catalog.gen_random_uuid() not null primary key,
  "configId" text not null,
  "name" text,
  "start" text,
  "referenceId" text not null,
  "prefix" text,
  "key" text not null,
  "refillInterval" integer,
  "refillAmount" integer,
  "lastRefillAt" timestamptz,
  "enabled" boolean,
  "rateLimitEnabled" boolean,
  "rateLimitTimeWindow" integer,
  "rateLimitMax" integer,
  "requestCount" integer,
  "remaining" integer,
  "lastRequest" timestamptz,
  "expiresAt" timestamptz,
  "createdAt" timestamptz not null,
  "updatedAt" timestamptz not null,
  "permissions" text,
  "metadata" text
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

create index "apikey_configId_idx" on auth."apikey" ("configId");

create index "apikey_referenceId_idx" on auth."apikey" ("referenceId");

create index "apikey_key_idx" on auth."apikey" ("key");

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
alter table auth."apikey" enable row level security;
alter table auth."apikey" force row level security;
create policy accounts on auth."apikey" for all to siteward_auth using (true) with check (true);
grant select, insert, update, delete on auth."apikey" to siteward_auth;
alter table auth."rateLimit" enable row level security;
alter table auth."rateLimit" force row level security;
create policy accounts on auth."rateLimit" for all to siteward_auth using (true) with check (true);
grant select, insert, update, delete on auth."rateLimit" to siteward_auth;
create policy resolver on auth."session" for select to siteward_ctx using (true);
grant select on auth."session" to siteward_ctx;
create policy resolver on auth."apikey" for select to siteward_ctx using (true);
grant select on auth."apikey" to siteward_ctx;

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
