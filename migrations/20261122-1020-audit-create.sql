-- The trail: every change of every regulated row, sealed by one hash link per transaction.
-- breaking: no
create schema audit;
grant usage on schema audit to siteward_app, siteward_trail, siteward_backup, siteward_auth;
grant create on schema audit to siteward_trail;

create table audit.head (
  id smallint primary key check (id = 1),
  era integer not null,
  link_id bigint not null,
  sealed_at timestamptz not null,
  hash bytea not null
);
insert into audit.head values (1, 1, 0, 'epoch', sha256('siteward trail'));

create table audit.entry (
  id bigint generated always as identity primary key,
  era integer not null,
  xid bigint not null,
  at timestamptz not null,
  op text not null check (op in ('insert', 'update', 'delete')),
  record_table text not null,
  record_id uuid not null,
  -- The record that this one is a part of, so that a visit's history finds its activities.
  parent_id uuid,
  site_id uuid,
  study_id uuid,
  actor_id uuid,
  actor_name text not null,
  action text not null,
  reason text,
  request_id text,
  source text not null check (source in ('program', 'sql')),
  before jsonb,
  after jsonb,
  payload_hash bytea not null,
  -- The first entry of each statement asks for the link; the others of the statement are there by then.
  calls_seal boolean not null default true
);
create index entry_xid on audit.entry (xid, id);
create index entry_record on audit.entry (record_id, id);
create index entry_parent on audit.entry (parent_id, id) where parent_id is not null;

create table audit.link (
  id bigint primary key,
  era integer not null,
  xid bigint not null,
  from_entry bigint not null,
  to_entry bigint not null,
  entries integer not null,
  hash bytea not null,
  sealed_at timestamptz not null
);
create index link_xid on audit.link (xid, to_entry);

-- The bytes of one entry that enter the chain. Contents enter as their digest, so that a lawful redaction never breaks it.
create function audit.entry_text(e audit.entry) returns text
language sql stable
return jsonb_build_array(e.id, e.era, e.xid, extract(epoch from e.at), e.op, e.record_table, e.record_id, e.parent_id, e.site_id, e.study_id, e.actor_id,
    e.actor_name, e.action, e.reason, e.request_id, e.source, encode(e.payload_hash, 'hex'))::text;

create function audit.payload_hash(before jsonb, after jsonb) returns bytea
language sql stable
return sha256(convert_to(coalesce(before::text, '-') || chr(10) || coalesce(after::text, '-'), 'UTF8'));

-- The image of a row as the trail keeps it: hidden columns (wrapped keys) enter as digests, so that destroying a key destroys it everywhere.
create function audit.image(whole jsonb, hidden text[]) returns jsonb
language sql immutable set search_path = pg_catalog, pg_temp
as $$
  select whole || coalesce((select jsonb_object_agg(h, 'sha256:' || encode(sha256(convert_to(whole ->> h, 'UTF8')), 'hex'))
    from unnest(hidden) h where whole ->> h is not null), '{}')
$$;

-- Writes one entry per changed row of the statement. Arguments: the columns that hold the row's site, study and parent (the first that is
-- not null counts), empty where it has none, and the hidden columns. How values are written as text is fixed here: a session's own settings
-- must not make one value look like two.
create function audit.record() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp set timezone = 'UTC' set datestyle = 'ISO' set intervalstyle = 'postgres'
  set bytea_output = 'hex' set extra_float_digits = 1
as $$
declare
  who record;
  table_name text := tg_table_schema || '.' || tg_table_name;
  site_column text := tg_argv[0];
  study_column text := tg_argv[1];
  near_parent text := split_part(tg_argv[2], ',', 1);
  far_parent text := split_part(tg_argv[2], ',', 2);
  hidden text[] := string_to_array(nullif(tg_argv[3], ''), ',');
  xid bigint := pg_current_xact_id()::text::bigint;
  action text := platform.setting('action');
  reason text := platform.setting('reason');
  request text := platform.setting('request');
  source text := case when action is null then 'sql' else 'program' end;
begin
  select h.era, a.id, coalesce(a.name, session_user) as name into who from audit.head h left join access.actor() a on true;
  action := coalesce(action, 'sql');
  -- Every image is made once: OFFSET 0 keeps the planner from writing its expression wherever it is used.
  if tg_op = 'INSERT' then
    insert into audit.entry (era, xid, at, op, record_table, record_id, parent_id, site_id, study_id, actor_id, actor_name, action, reason, request_id, source, before, after, payload_hash, calls_seal)
    select who.era, xid, clock_timestamp(), 'insert', table_name, (r.image ->> 'id')::uuid,
      coalesce(r.image ->> near_parent, r.image ->> far_parent)::uuid, (r.image ->> site_column)::uuid, (r.image ->> study_column)::uuid,
      who.id, who.name, action, reason, request, source, null, r.image, audit.payload_hash(null, r.image), row_number() over () = 1
    from (select case when hidden is null then to_jsonb(n) else audit.image(to_jsonb(n), hidden) end as image from new_rows n offset 0) r;
  elsif tg_op = 'DELETE' then
    insert into audit.entry (era, xid, at, op, record_table, record_id, parent_id, site_id, study_id, actor_id, actor_name, action, reason, request_id, source, before, after, payload_hash, calls_seal)
    select who.era, xid, clock_timestamp(), 'delete', table_name, (r.image ->> 'id')::uuid,
      coalesce(r.image ->> near_parent, r.image ->> far_parent)::uuid, (r.image ->> site_column)::uuid, (r.image ->> study_column)::uuid,
      who.id, who.name, action, reason, request, source, r.image, null, audit.payload_hash(r.image, null), row_number() over () = 1
    from (select case when hidden is null then to_jsonb(o) else audit.image(to_jsonb(o), hidden) end as image from old_rows o offset 0) r;
  else
    -- A changed key must not vanish: rows are joined in full, and a moved key is a deletion beside an insertion.
    insert into audit.entry (era, xid, at, op, record_table, record_id, parent_id, site_id, study_id, actor_id, actor_name, action, reason, request_id, source, before, after, payload_hash, calls_seal)
    select who.era, xid, clock_timestamp(), r.op, table_name, (r.image ->> 'id')::uuid,
      coalesce(r.image ->> near_parent, r.image ->> far_parent)::uuid, (r.image ->> site_column)::uuid, (r.image ->> study_column)::uuid,
      who.id, who.name, action, reason, request, source, r.changed, r.new_image, audit.payload_hash(r.changed, r.new_image), row_number() over () = 1
    from (
      select n.image as new_image, coalesce(n.image, o.image) as image,
        case when n.image is null then 'delete' when o.image is null then 'insert' else 'update' end as op,
        case when n.image is null then o.image else
          (select jsonb_object_agg(k.key, k.value) from jsonb_each(o.image) k where n.image -> k.key is distinct from k.value) end as changed
      from (select case when hidden is null then to_jsonb(x) else audit.image(to_jsonb(x), hidden) end as image from old_rows x) o
      full join (select case when hidden is null then to_jsonb(x) else audit.image(to_jsonb(x), hidden) end as image from new_rows x) n on n.image ->> 'id' = o.image ->> 'id'
      where n.image is distinct from o.image offset 0
    ) r;
  end if;
  return null;
end $$;

create function audit.refuse_truncate() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$ begin raise exception 'regulated rows are never truncated' using errcode = '42501'; end $$;

-- The bytes by which a link itself enters the chain, before the digest of its entries.
create function audit.link_text(id bigint, era integer, xid bigint, from_entry bigint, to_entry bigint, entries integer, sealed_at timestamptz) returns text
language sql stable
return jsonb_build_array(id, era, xid, from_entry, to_entry, entries, extract(epoch from sealed_at))::text;

-- Adds the transaction's link once, at commit. Entries written after an early seal have higher numbers and are sealed again.
create function audit.seal() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  sealed_to bigint;
  part record;
  top record;
begin
  select max(l.to_entry) into sealed_to from audit.link l where l.xid = new.xid and l.era = new.era;
  if sealed_to >= new.id then return null; end if;
  select min(e.id) as from_entry, max(e.id) as to_entry, count(*)::integer as entries,
      sha256(convert_to(string_agg(audit.entry_text(e), chr(10) order by e.id), 'UTF8')) as hash
    into part from audit.entry e where e.xid = new.xid and e.era = new.era and e.id > coalesce(sealed_to, 0);
  -- The inner query reads the clock once; behind a lock that had to be waited for, PostgreSQL evaluates it again.
  update audit.head h set (link_id, sealed_at, hash) = (
      select h.link_id + 1, t.stamp, sha256(h.hash || convert_to(audit.link_text(h.link_id + 1, h.era, new.xid, part.from_entry, part.to_entry, part.entries, t.stamp), 'UTF8') || part.hash)
      from (select clock_timestamp() as stamp offset 0) t)
    where h.id = 1 returning h.link_id, h.era, h.sealed_at, h.hash into top;
  insert into audit.link values (top.link_id, top.era, new.xid, part.from_entry, part.to_entry, part.entries, top.hash, top.sealed_at);
  return null;
end $$;

create constraint trigger seal after insert on audit.entry deferrable initially deferred for each row when (new.calls_seal) execute function audit.seal();
alter table audit.entry enable always trigger seal;

-- No role empties the trail itself either.
create trigger kept before truncate on audit.head for each statement execute function audit.refuse_truncate();
create trigger kept before truncate on audit.entry for each statement execute function audit.refuse_truncate();
create trigger kept before truncate on audit.link for each statement execute function audit.refuse_truncate();
alter table audit.head enable always trigger kept;
alter table audit.entry enable always trigger kept;
alter table audit.link enable always trigger kept;

-- Puts a table under the trail. `site` and `study` name the columns that hold the row's site and study; `parent` up to two columns that hold
-- the record it is a part of (found by their usual names unless told); `hidden` the columns whose values must not outlive the row.
create procedure audit.attach(target regclass, site text default 'site_id', study text default 'study_id', parent text default null, hidden text default '')
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  site_column text := coalesce((select attname from pg_attribute where attrelid = target and attname = site and not attisdropped), '');
  study_column text := coalesce((select attname from pg_attribute where attrelid = target and attname = study and not attisdropped), '');
  parents text := coalesce(parent, (select string_agg(near.name, ',') from (
    select c.name from unnest(array['visit_id', 'journal_id', 'contract_version_id', 'contract_id', 'visit_definition_id', 'schedule_version_id',
        'subject_id', 'person_id', 'study_site_id', 'study_id', 'site_id']) with ordinality c (name, rank)
      join pg_attribute a on a.attrelid = target and a.attname = c.name and not a.attisdropped order by c.rank limit 2) near), '');
  arguments text := format('%L, %L, %L, %L', site_column, study_column, parents, hidden);
begin
  execute format('create trigger trail_insert after insert on %s referencing new table as new_rows for each statement execute function audit.record(%s)', target, arguments);
  execute format('create trigger trail_update after update on %s referencing old table as old_rows new table as new_rows for each statement execute function audit.record(%s)', target, arguments);
  execute format('create trigger trail_delete after delete on %s referencing old table as old_rows for each statement execute function audit.record(%s)', target, arguments);
  execute format('create trigger trail_truncate before truncate on %s for each statement execute function audit.refuse_truncate()', target);
  execute format('alter table %s enable always trigger trail_insert, enable always trigger trail_update, enable always trigger trail_delete, enable always trigger trail_truncate', target);
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
end $$;

alter table audit.head enable row level security;
alter table audit.head force row level security;
alter table audit.entry enable row level security;
alter table audit.entry force row level security;
alter table audit.link enable row level security;
alter table audit.link force row level security;
create policy trail on audit.head for all to siteward_trail using (true) with check (true);
create policy trail on audit.entry for all to siteward_trail using (true) with check (true);
create policy trail on audit.link for all to siteward_trail using (true) with check (true);
grant select, update on audit.head to siteward_trail;
grant select, insert on audit.entry, audit.link to siteward_trail;

-- Identities leave through the vault's reader, which writes the read down: their images are not read here.
create policy own_scope on audit.entry for select to siteward_app using (record_table not like 'vault.%' and access.scope_keys(site_id, study_id) && (select access.my_scope()));
create policy chain on audit.link for select to siteward_app using (true);
create policy chain on audit.head for select to siteward_app using (true);
grant select on audit.entry, audit.link, audit.head to siteward_app;

-- Published: an entry with the digest of its image as it was written and as it is now, for whoever verifies what was bound to it.
create view audit.pub_entry with (security_invoker = true) as
  select e.id, e.record_table, e.record_id, e.op, e.actor_id, e.source, e.after, encode(e.payload_hash, 'hex') as image_sha256,
    encode(sha256(convert_to(coalesce(e.before::text, '-') || chr(10) || coalesce(e.after::text, '-'), 'UTF8')), 'hex') as recomputed_sha256
  from audit.entry e;
grant select on audit.pub_entry to siteward_app;

alter function audit.record() owner to siteward_trail;
alter function audit.seal() owner to siteward_trail;
revoke create on schema audit from siteward_trail;
grant execute on function audit.entry_text(audit.entry), audit.payload_hash(jsonb, jsonb), audit.image(jsonb, text[]),
  audit.link_text(bigint, integer, bigint, bigint, bigint, integer, timestamptz) to siteward_trail;

call audit.attach('access.person');
call audit.attach('access."grant"');
call audit.attach('access.api_key', hidden => 'secret_sha256');
call audit.attach('access.account_event');
