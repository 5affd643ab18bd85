// The schema as text, so that its digest can be signed: otherwise the attack would be to change a trigger and to put it back.
import type { Reader } from './reader.ts';

const SCHEMA = `
  with ours as (select n.oid, n.nspname from pg_namespace n where n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'public', 'jobs')),
  tables as (select c.oid, o.nspname || '.' || c.relname as name, c.relkind, c.relrowsecurity, c.relforcerowsecurity, c.relowner, c.reloptions, c.relacl
    from pg_class c join ours o on o.oid = c.relnamespace where c.relkind in ('r', 'p', 'v')),
  parts (part) as (
    select 'table ' || name || ' ' || relrowsecurity || ' ' || relforcerowsecurity || ' ' || pg_get_userbyid(relowner) || ' ' || coalesce(reloptions::text, '') || ' '
      || coalesce((select string_agg(x.part, ',' order by x.part) from unnest(relacl::text[]) x (part)), '') from tables
    union all select 'column ' || t.name || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || ' ' || a.attnotnull || ' '
      || coalesce((select string_agg(x.part, ',' order by x.part) from unnest(a.attacl::text[]) x (part)), '')
      from pg_attribute a join tables t on t.oid = a.attrelid where a.attnum > 0 and not a.attisdropped
    union all select 'view ' || name || ' ' || pg_get_viewdef(oid) from tables where relkind = 'v'
    union all select 'trigger ' || t.name || ' ' || g.tgenabled::text || ' ' || pg_get_triggerdef(g.oid) from pg_trigger g join tables t on t.oid = g.tgrelid where not g.tgisinternal
    union all select 'rule ' || t.name || ' ' || pg_get_ruledef(r.oid) from pg_rewrite r join tables t on t.oid = r.ev_class where t.relkind <> 'v'
    union all select 'constraint ' || t.name || ' ' || k.conname || ' ' || pg_get_constraintdef(k.oid) from pg_constraint k join tables t on t.oid = k.conrelid
    union all select 'policy ' || t.name || ' ' || p.polname || ' ' || p.polcmd::text || ' ' || p.polpermissive || ' '
      || (select string_agg(case when r = 0 then 'public' else pg_get_userbyid(r) end, ',' order by 1) from unnest(p.polroles) r) || ' '
      || coalesce(pg_get_expr(p.polqual, p.polrelid), '') || ' / ' || coalesce(pg_get_expr(p.polwithcheck, p.polrelid), '') from pg_policy p join tables t on t.oid = p.polrelid
    union all select 'function ' || pg_get_userbyid(f.proowner) || ' ' || coalesce((select string_agg(x.part, ',' order by x.part) from unnest(f.proacl::text[]) x (part)), '')
      || ' ' || pg_get_functiondef(f.oid) from pg_proc f join ours o on o.oid = f.pronamespace where f.prokind in ('f', 'p')
    union all select 'role ' || r.rolname || ' ' || r.rolsuper || ' ' || r.rolbypassrls || ' ' || r.rolcreaterole || ' '
      || coalesce((select string_agg(pg_get_userbyid(m.roleid), ',' order by pg_get_userbyid(m.roleid)) from pg_auth_members m where m.member = r.oid), '')
      from pg_roles r where r.rolname like 'siteward\\_%'
    union all select 'event trigger ' || evtname || ' ' || evtenabled::text from pg_event_trigger
  )
  select string_agg(part, chr(10) order by part collate "C") as text from parts`;

/** Every trigger, function, policy, constraint, view and grant of our schemas, one after the other in a fixed order. */
export async function schemaText(reader: Reader): Promise<string> {
  const { rows } = await reader.query<{ text: string }>(SCHEMA);
  return rows[0]?.text ?? '';
}

/** The last migration and the server's major version. */
export async function schemaVersion(reader: Reader): Promise<string> {
  const { rows } = await reader.query<{ version: string }>(
    `select coalesce((select max(name) from migration.applied), 'none') || ' on ' || current_setting('server_version_num')::integer / 10000 as version`,
  );
  return rows[0]?.version ?? 'none';
}
