-- Contracts as rules, earned lines, and the double-entry ledger behind them.
-- breaking: no
create schema finance;
grant usage on schema finance to siteward_app, siteward_backup;

create table finance.contract (
  id uuid primary key,
  study_id uuid not null references studies.study (id),
  -- Null: the contract covers every site of the study.
  site_id uuid references network.site (id),
  code text not null check (length(code) between 1 and 64),
  payer_id uuid references network.organization (id),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  version integer not null default 1,
  unique (study_id, code)
);

create table finance.contract_version (
  id uuid primary key,
  contract_id uuid not null references finance.contract (id),
  study_id uuid not null references studies.study (id),
  site_id uuid references network.site (id),
  number integer not null check (number > 0),
  effective_from date not null,
  status text not null check (status in ('draft', 'live')),
  overhead_basis_points integer not null check (overhead_basis_points between 0 and 100000),
  holdback_basis_points integer not null check (holdback_basis_points between 0 and 10000),
  holdback_base text not null check (holdback_base in ('gross', 'direct')),
  version integer not null default 1,
  unique (contract_id, number),
  unique (contract_id, effective_from)
);

create table finance.payment_term (
  id uuid primary key,
  contract_version_id uuid not null references finance.contract_version (id),
  study_id uuid not null references studies.study (id),
  site_id uuid references network.site (id),
  -- Stable across versions of the contract, so that a price change never looks like another term.
  key text not null,
  kind text not null check (kind in ('visit', 'procedure', 'invoiceable', 'fee', 'pass-through', 'screen-failure')),
  visit_key text,
  label text not null,
  clause text not null,
  direct_minor bigint not null check (direct_minor >= 0),
  with_overhead boolean not null,
  with_holdback boolean not null,
  partial_visit text not null check (partial_visit in ('all', 'pro-rata', 'nothing')),
  position integer not null,
  unique (contract_version_id, key)
);

create table finance.accrual_line (
  id uuid primary key,
  contract_id uuid not null references finance.contract (id),
  contract_version_id uuid not null references finance.contract_version (id),
  term_key text not null,
  study_id uuid not null,
  site_id uuid not null,
  subject_id uuid,
  visit_id uuid,
  procedure_id uuid,
  repeat_no integer not null default 0,
  generation integer not null default 0,
  reverses_id uuid references finance.accrual_line (id),
  label text not null,
  service_date date not null,
  currency text not null,
  direct_minor bigint not null,
  overhead_minor bigint not null,
  gross_minor bigint not null,
  holdback_minor bigint not null,
  payable_minor bigint not null,
  -- Clause, version, inputs and arithmetic, as "why this amount" shows them.
  explanation jsonb not null,
  recorded_at timestamptz not null default now(),
  check (gross_minor = direct_minor + overhead_minor),
  check (gross_minor = payable_minor + holdback_minor),
  unique nulls not distinct (contract_id, term_key, subject_id, visit_id, procedure_id, repeat_no, generation, reverses_id),
  unique (reverses_id)
);
create index accrual_line_visit on finance.accrual_line (visit_id);
create index accrual_line_scope on finance.accrual_line (study_id, site_id, service_date);

create table finance.journal (
  id uuid primary key,
  study_id uuid not null,
  site_id uuid not null,
  currency text not null,
  effective_date date not null,
  source_type text not null,
  source_id uuid not null,
  recorded_at timestamptz not null default now(),
  unique (source_type, source_id),
  unique (id, site_id, study_id, currency)
);

create table finance.posting (
  id uuid primary key,
  journal_id uuid not null,
  study_id uuid not null,
  site_id uuid not null,
  currency text not null,
  account text not null check (account in ('unbilled-receivable', 'holdback-receivable', 'revenue')),
  amount_minor bigint not null,
  foreign key (journal_id, site_id, study_id, currency) references finance.journal (id, site_id, study_id, currency),
  unique (journal_id, account)
);

call audit.attach('finance.contract');
call audit.attach('finance.contract_version');
call audit.attach('finance.payment_term');
call audit.attach('finance.accrual_line');
call audit.attach('finance.journal');
call audit.attach('finance.posting');

-- At commit every journal has at least two postings that sum to zero. Both tables ask, because a posting may come later than its journal.
create function finance.balanced() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  sought uuid := case when tg_table_name = 'journal' then new.id else new.journal_id end;
  total numeric;
  parts integer;
begin
  select coalesce(sum(p.amount_minor), 0), count(*) into total, parts from finance.posting p where p.journal_id = sought;
  if parts < 2 or total <> 0 then
    raise exception 'journal does not balance' using errcode = '23514', constraint = 'journal_balanced';
  end if;
  return null;
end $$;
create constraint trigger journal_balanced after insert or update on finance.journal
  deferrable initially deferred for each row execute function finance.balanced();
create constraint trigger posting_balanced after insert or update on finance.posting
  deferrable initially deferred for each row execute function finance.balanced();
alter table finance.journal enable always trigger journal_balanced;
alter table finance.posting enable always trigger posting_balanced;
create policy balance on finance.posting for select to siteward_ctx using (true);
grant usage on schema finance to siteward_ctx;
grant select on finance.posting to siteward_ctx;
grant create on schema finance to siteward_ctx;
alter function finance.balanced() owner to siteward_ctx;
revoke create on schema finance from siteward_ctx;
grant execute on function finance.balanced() to siteward_app;

-- Terms are read by whoever reaches a site they cover, because completing a visit there earns by them; who may see them is a permission.
do $$
declare
  part text;
begin
  foreach part in array array['contract', 'contract_version', 'payment_term'] loop
    execute format('create policy covered on finance.%1$I for select to siteward_app using (exists (select 1 from studies.study_site ss where ss.study_id = %1$I.study_id and (%1$I.site_id is null or ss.site_id = %1$I.site_id)))', part);
    execute format('create policy own_scope on finance.%I for all to siteward_app using (access.scope_keys(site_id, study_id) && (select access.my_scope())) with check (access.scope_keys(site_id, study_id) && (select access.my_scope()))', part);
  end loop;
  foreach part in array array['accrual_line', 'journal', 'posting'] loop
    execute format('create policy own_scope on finance.%I for all to siteward_app using (access.scope_keys(site_id, study_id) && (select access.my_scope())) with check (access.scope_keys(site_id, study_id) && (select access.my_scope()))', part);
  end loop;
end $$;
grant select, insert, update on finance.contract, finance.contract_version, finance.payment_term to siteward_app;
grant select, insert on finance.accrual_line, finance.journal, finance.posting to siteward_app;
