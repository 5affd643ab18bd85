-- Signatures: who signed what, as what, when, proved how, and the exact text that was shown; and what was returned instead of signed.
-- breaking: no
create schema signatures;
grant usage on schema signatures to siteward_app, siteward_backup;

create table signatures.signature (
  id uuid primary key,
  -- The records that were signed by one act of the person share it.
  signing_id uuid not null,
  record_kind text not null,
  record_table text not null,
  record_id uuid not null,
  record_version integer not null check (record_version > 0),
  -- Null for a record of a whole study.
  site_id uuid,
  study_id uuid,
  -- Canonical JSON of what was shown, byte for byte.
  content text not null,
  content_sha256 text not null check (content_sha256 = encode(sha256(convert_to(content, 'UTF8')), 'hex')),
  meaning text not null check (meaning in ('authored', 'reviewed', 'approved', 'responsible', 'acknowledged')),
  statement_key text not null,
  signer_id uuid not null references access.person (id),
  -- As printed on the day of the signature.
  signer_name text not null,
  method text not null check (method in ('password-and-code', 'password', 'code', 'demo')),
  -- Of people who have nothing to prove who they are by; marked wherever it is shown.
  demo boolean not null check (demo = (method = 'demo')),
  proof_id uuid check ((proof_id is null) = demo),
  proved_at timestamptz not null,
  signed_at timestamptz not null,
  -- Of the record's site: the signature is printed in it and in UTC.
  time_zone text not null,
  -- The day of what was signed, where it has one.
  happened_on date,
  -- The record's last entry in the trail, and the digest of its image there.
  record_entry bigint not null,
  record_entry_sha256 text not null,
  created_at timestamptz not null default now(),
  unique (proof_id, record_kind, record_id)
);
create index signature_record on signatures.signature (record_id, record_kind, record_version);

-- Instead of a signature: back to those who keep the record, with a comment. It holds until the record changes or is signed.
create table signatures.record_return (
  id uuid primary key,
  record_kind text not null,
  record_id uuid not null,
  record_version integer not null check (record_version > 0),
  site_id uuid,
  study_id uuid,
  reason text not null check (length(reason) between 1 and 2000),
  returned_by uuid not null references access.person (id),
  returned_by_name text not null,
  returned_at timestamptz not null,
  unique (record_kind, record_id, record_version)
);

call audit.attach('signatures.signature', parent => 'record_id');
call audit.attach('signatures.record_return', parent => 'record_id');

create policy own_scope on signatures.signature for select to siteward_app using (access.scope_keys(site_id, study_id) && (select access.my_scope()));
-- In one's own name, and with a proof that was used up for exactly this content in the same transaction.
create policy signed on signatures.signature for insert to siteward_app
  with check (signer_id = (select access.actor_id()) and access.scope_keys(site_id, study_id) && (select access.my_scope())
    and access.holds_signing_proof(proof_id, content_sha256));
create policy own_scope on signatures.record_return for select to siteward_app using (access.scope_keys(site_id, study_id) && (select access.my_scope()));
create policy returned on signatures.record_return for insert to siteward_app
  with check (returned_by = (select access.actor_id()) and access.scope_keys(site_id, study_id) && (select access.my_scope()));
grant select, insert on signatures.signature, signatures.record_return to siteward_app;

-- Nobody changes a signature or takes it away, whatever they were granted: another one is another record.
create function signatures.keep_as_signed() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$ begin raise exception 'what was signed or returned stays as it is' using errcode = '42501'; end $$;
create trigger keep_as_signed before update or delete on signatures.signature for each row execute function signatures.keep_as_signed();
create trigger keep_as_returned before update or delete on signatures.record_return for each row execute function signatures.keep_as_signed();
alter table signatures.signature enable always trigger keep_as_signed;
alter table signatures.record_return enable always trigger keep_as_returned;

-- Published: up to which version a record is signed, and the versions that were returned.
create view signatures.pub_signed with (security_invoker = true) as
  select s.record_kind, s.record_id, max(s.record_version) as record_version, max(s.signed_at) as signed_at
  from signatures.signature s group by s.record_kind, s.record_id;
create view signatures.pub_returned with (security_invoker = true) as
  select r.record_kind, r.record_id, r.record_version, r.reason, r.returned_by_name, r.returned_at from signatures.record_return r;
grant select on signatures.pub_signed, signatures.pub_returned to siteward_app;
