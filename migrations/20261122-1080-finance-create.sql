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
  holdback_clause text not null,
  -- From when a line may be invoiced, and how many days after that it is due (BR-06).
  billing_clock text not null check (billing_clock in ('service-date', 'month-end', 'invoice-received')),
  term_days integer not null check (term_days between 0 and 3650),
  version integer not null default 1,
  unique (contract_id, number),
  unique (contract_id, effective_from),
  unique (id, contract_id)
);

create table finance.payment_term (
  id uuid primary key,
  contract_version_id uuid not null references finance.contract_version (id),
  study_id uuid not null references studies.study (id),
  site_id uuid references network.site (id),
  -- Stable across versions of the contract, so that a price change never looks like another term.
  key text not null,
  kind text not null check (kind in ('visit', 'screen-failure', 'invoiceable')),
  visit_key text check ((kind = 'visit') = (visit_key is not null)),
  label text not null,
  clause text not null,
  direct_minor bigint not null check (direct_minor >= 0),
  with_overhead boolean not null,
  with_holdback boolean not null,
  -- What a partly done visit earns; null for a term that is not a visit's.
  partial_visit text check (partial_visit in ('full', 'all-or-nothing', 'pro-rata')),
  check ((kind = 'visit') = (partial_visit is not null)),
  -- Activities without which an all-or-nothing visit earns nothing; null: all of them.
  required_activities text[],
  -- Direct amount per activity of a pro-rata visit, minor units as text.
  activity_prices jsonb check ((partial_visit is not distinct from 'pro-rata') = (activity_prices is not null)),
  -- Which visits it replaces, its amount and the rule of how many are paid (ScreenFailureTerm of the room's rules).
  screen_failure jsonb check ((kind = 'screen-failure') = (screen_failure is not null)),
  -- What makes an invoiceable earn (BR-11), within how many days it must be invoiced, and how often it is paid (BR-14).
  trigger text check (trigger in ('unscheduled-visit', 'unscheduled-procedure', 'conditional-procedure', 'sae', 're-consent', 're-screen', 'other')),
  check ((kind = 'invoiceable') = (trigger is not null)),
  activity_key text,
  check ((activity_key is not null) = coalesce(trigger in ('unscheduled-procedure', 'conditional-procedure'), false)),
  submit_within_days integer check (submit_within_days between 1 and 3650),
  max_per_subject integer check (max_per_subject between 1 and 100000),
  max_per_site integer check (max_per_site between 1 and 100000),
  -- How much of it is paid at one site in all, gross.
  max_minor_per_site bigint check (max_minor_per_site > 0),
  check (kind = 'invoiceable' or num_nonnulls(submit_within_days, max_per_subject, max_per_site, max_minor_per_site) = 0),
  position integer not null,
  unique (contract_version_id, key)
);
-- The visit comes first, so that a term that is looked for by its version and key is never found by this one.
create unique index payment_term_visit on finance.payment_term (visit_key, contract_version_id);
-- One thing that happens is paid by one term; what is recorded by hand names the term that it means.
create unique index payment_term_trigger on finance.payment_term (contract_version_id, trigger, activity_key) nulls not distinct
  where trigger not in ('re-consent', 're-screen', 'other');
create unique index payment_term_screen_failure on finance.payment_term (contract_version_id) where kind = 'screen-failure';

-- A released version is what lines were priced by; it never changes.
create function finance.keep_live_version() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  if old.status = 'live' then
    raise exception 'a live contract version never changes' using errcode = '23514', constraint = 'live_version_kept';
  end if;
  return new;
end $$;
create trigger keep_live_version before update or delete on finance.contract_version for each row execute function finance.keep_live_version();
create function finance.keep_live_terms() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  changed finance.payment_term := case when tg_op = 'DELETE' then old else new end;
begin
  if not exists (select 1 from finance.contract_version v where v.id = changed.contract_version_id and v.status = 'draft') then
    raise exception 'the terms of a live contract version never change' using errcode = '23514', constraint = 'live_terms_kept';
  end if;
  return changed;
end $$;
create trigger keep_live_terms before insert or update or delete on finance.payment_term for each row execute function finance.keep_live_terms();
alter table finance.contract_version enable always trigger keep_live_version;
alter table finance.payment_term enable always trigger keep_live_terms;

-- What screen-failure ratios count: who was screened, who enrolled, who failed, and numbers issued in error, which count nowhere.
create table finance.screening_event (
  id uuid primary key,
  subject_id uuid not null,
  study_id uuid not null,
  site_id uuid not null,
  kind text not null check (kind in ('screened', 'enrolled', 'failed', 'issued-in-error')),
  on_date date not null,
  recorded_at timestamptz not null default now(),
  foreign key (subject_id, site_id, study_id) references subjects.subject (id, site_id, study_id),
  unique (subject_id, kind)
);
create index screening_event_scope on finance.screening_event (study_id, site_id, kind);

-- What happened to a participant apart from visits and may be invoiceable.
create table finance.invoiceable_event (
  id uuid primary key,
  subject_id uuid not null,
  study_id uuid not null,
  site_id uuid not null,
  trigger text not null check (trigger in ('sae', 're-consent', 're-screen', 'other')),
  adverse_event_id uuid unique references safety.adverse_event (id),
  check ((trigger = 'sae') = (adverse_event_id is not null)),
  -- The contract and the term that are meant, for what is recorded by hand.
  contract_id uuid references finance.contract (id),
  term_key text,
  check (num_nulls(contract_id, term_key) = case when trigger = 'sae' then 2 else 0 end),
  on_date date not null,
  -- What backs it up, for the payer to see.
  note text check (length(note) between 1 and 500),
  -- Since when it counts as never having happened.
  withdrawn_on date check (withdrawn_on is null or trigger <> 'sae'),
  recorded_at timestamptz not null default now(),
  foreign key (subject_id, site_id, study_id) references subjects.subject (id, site_id, study_id),
  unique (id, site_id, study_id)
);
create index invoiceable_event_subject on finance.invoiceable_event (subject_id);
create index invoiceable_event_scope on finance.invoiceable_event (study_id, site_id, on_date);

-- Every second generation of a line is the reversal of the one before it, and each follows the one before it.
create table finance.accrual_line (
  id uuid primary key,
  contract_id uuid not null references finance.contract (id),
  contract_version_id uuid not null,
  term_key text not null,
  kind text not null check (kind in ('payable', 'holdback', 'screen-failure', 'true-up', 'true-up-holdback', 'invoiceable', 'invoiceable-holdback')),
  -- Deferred: a screen failure beyond the ratio, at risk until enrolment rises. Capped: beyond what the contract pays, on record and worth nothing.
  state text not null check (state in ('earned', 'deferred', 'capped')),
  check (state <> 'capped' or kind = 'invoiceable' and amount_minor = 0),
  study_id uuid not null,
  site_id uuid not null,
  subject_id uuid not null,
  -- The visit, or else the event, that it stands for.
  visit_id uuid,
  event_id uuid,
  check (num_nonnulls(visit_id, event_id) = 1),
  visit_key text not null,
  cycle integer not null,
  procedure_id uuid,
  repeat_no integer not null check (repeat_no >= 0),
  generation integer not null check (generation >= 1),
  -- Which correction of the visit's record the line answers.
  correction integer not null check (correction >= 0),
  reverses_id uuid references finance.accrual_line (id),
  service_date date not null,
  currency text not null,
  amount_minor bigint not null,
  -- The whole price that the line is a part of; never summed over lines.
  direct_minor bigint not null,
  overhead_minor bigint not null,
  gross_minor bigint not null,
  payable_minor bigint not null,
  holdback_minor bigint not null,
  -- Clause, version, inputs and arithmetic, as "why this amount" shows them.
  explanation jsonb not null,
  recorded_at timestamptz not null default now(),
  -- Only the difference between two prices may fall below nothing.
  check (kind in ('true-up', 'true-up-holdback') or least(direct_minor, overhead_minor, payable_minor, holdback_minor) >= 0),
  check (gross_minor = direct_minor + overhead_minor),
  check (gross_minor = payable_minor + holdback_minor),
  check (amount_minor = case when reverses_id is null then 1 else -1 end * case when kind in ('holdback', 'true-up-holdback', 'invoiceable-holdback') then holdback_minor else payable_minor end),
  check ((generation % 2 = 0) = (reverses_id is not null)),
  foreign key (contract_version_id, contract_id) references finance.contract_version (id, contract_id),
  foreign key (contract_version_id, term_key) references finance.payment_term (contract_version_id, key),
  foreign key (subject_id, site_id, study_id) references subjects.subject (id, site_id, study_id),
  foreign key (visit_id, site_id, study_id) references visits.visit_occurrence (id, site_id, study_id),
  foreign key (event_id, site_id, study_id) references finance.invoiceable_event (id, site_id, study_id),
  unique nulls not distinct (contract_id, term_key, kind, subject_id, visit_id, event_id, procedure_id, repeat_no, generation),
  unique (reverses_id)
);
create index accrual_line_visit on finance.accrual_line (visit_id);
create index accrual_line_event on finance.accrual_line (event_id) where event_id is not null;
create index accrual_line_subject on finance.accrual_line (subject_id);
create index accrual_line_contract on finance.accrual_line (contract_id, service_date);
create index accrual_line_scope on finance.accrual_line (study_id, site_id, service_date);

create function finance.in_sequence() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  earlier finance.accrual_line;
begin
  select * into earlier from finance.accrual_line l
    where l.contract_id = new.contract_id and l.term_key = new.term_key and l.kind = new.kind and l.subject_id = new.subject_id and l.visit_id is not distinct from new.visit_id
      and l.event_id is not distinct from new.event_id
      and l.procedure_id is not distinct from new.procedure_id and l.repeat_no = new.repeat_no and l.generation = new.generation - 1;
  if earlier.id is null
    or new.reverses_id is not null and (new.reverses_id <> earlier.id or new.amount_minor <> -earlier.amount_minor or new.currency <> earlier.currency) then
    raise exception 'an accrual line follows the one before it, and a reversal negates it' using errcode = '23514', constraint = 'accrual_line_in_sequence';
  end if;
  return null;
end $$;
create trigger in_sequence after insert on finance.accrual_line for each row when (new.generation > 1) execute function finance.in_sequence();
alter table finance.accrual_line enable always trigger in_sequence;

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
  account text not null check (account in ('unbilled-receivable', 'holdback-receivable', 'deferred-receivable', 'revenue', 'deferred-revenue',
    'receivable', 'tax-payable', 'credited-revenue')),
  amount_minor bigint not null,
  foreign key (journal_id, site_id, study_id, currency) references finance.journal (id, site_id, study_id, currency),
  unique (journal_id, account)
);

call audit.attach('finance.contract');
call audit.attach('finance.contract_version');
call audit.attach('finance.payment_term');
call audit.attach('finance.screening_event');
call audit.attach('finance.invoiceable_event');
call audit.attach('finance.accrual_line');
call audit.attach('finance.journal');
call audit.attach('finance.posting');

-- A journal and its postings are one statement: once it is done, every journal has at least two that sum to zero. All that a statement wrote is
-- asked about at once, each row through the key of what it asks for: as a join, the plan made while tables are small would go through all there is.
create function finance.journal_balanced() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  if exists (select from written w where (select count(*) < 2 or sum(p.amount_minor) <> 0 from finance.posting p where p.journal_id = w.id)) then
    raise exception 'journal does not balance' using errcode = '23514', constraint = 'journal_balanced';
  end if;
  return null;
end $$;
create function finance.posting_balanced() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  if exists (select from (select distinct journal_id from written) w
      where (select count(*) < 2 or sum(p.amount_minor) <> 0 from finance.posting p where p.journal_id = w.journal_id)) then
    raise exception 'journal does not balance' using errcode = '23514', constraint = 'journal_balanced';
  end if;
  return null;
end $$;
create trigger journal_balanced after insert on finance.journal referencing new table as written for each statement execute function finance.journal_balanced();
create trigger journal_kept_balanced after update on finance.journal referencing new table as written for each statement execute function finance.journal_balanced();
create trigger posting_balanced after insert on finance.posting referencing new table as written for each statement execute function finance.posting_balanced();
create trigger posting_kept_balanced after update on finance.posting referencing new table as written for each statement execute function finance.posting_balanced();
alter table finance.journal enable always trigger journal_balanced;
alter table finance.journal enable always trigger journal_kept_balanced;
alter table finance.posting enable always trigger posting_balanced;
alter table finance.posting enable always trigger posting_kept_balanced;

-- Lines come with their journals, each over its line's amount: the lines and the ledger cannot drift apart.
create function finance.journalled() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  if exists (select from written w where (select count(*) from finance.journal j join finance.posting p on p.journal_id = j.id
      where j.source_type = 'accrual-line' and j.source_id = w.id and j.currency = w.currency and p.amount_minor = w.amount_minor) = 0) then
    raise exception 'an accrual line has no journal' using errcode = '23514', constraint = 'accrual_line_journalled';
  end if;
  return null;
end $$;
create trigger journalled after insert on finance.accrual_line referencing new table as written for each statement execute function finance.journalled();
alter table finance.accrual_line enable always trigger journalled;
create policy balance on finance.posting for select to siteward_ctx using (true);
create policy balance on finance.journal for select to siteward_ctx using (true);
grant usage on schema finance to siteward_ctx;
grant select on finance.posting, finance.journal to siteward_ctx;
grant create on schema finance to siteward_ctx;
alter function finance.journal_balanced() owner to siteward_ctx;
alter function finance.posting_balanced() owner to siteward_ctx;
alter function finance.journalled() owner to siteward_ctx;
revoke create on schema finance from siteward_ctx;

-- Terms are read by whoever reaches a site they cover, because completing a visit there earns by them; who may see them is a permission.
do $$
declare
  part text;
begin
  foreach part in array array['contract', 'contract_version', 'payment_term'] loop
    execute format('create policy covered on finance.%1$I for select to siteward_app using (exists (select 1 from studies.study_site ss where ss.study_id = %1$I.study_id and (%1$I.site_id is null or ss.site_id = %1$I.site_id)))', part);
    execute format('create policy own_scope on finance.%I for all to siteward_app using (access.scope_keys(site_id, study_id) && (select access.my_scope())) with check (access.scope_keys(site_id, study_id) && (select access.my_scope()))', part);
  end loop;
  foreach part in array array['screening_event', 'invoiceable_event', 'accrual_line', 'journal', 'posting'] loop
    execute format('create policy own_scope on finance.%I for all to siteward_app using (access.scope_keys(site_id, study_id) && (select access.my_scope())) with check (access.scope_keys(site_id, study_id) && (select access.my_scope()))', part);
  end loop;
end $$;
grant select, insert, update on finance.contract, finance.contract_version to siteward_app;
-- The terms of a draft are replaced as a whole.
grant select, insert, delete on finance.payment_term to siteward_app;
grant select, insert on finance.screening_event, finance.invoiceable_event, finance.accrual_line, finance.journal, finance.posting to siteward_app;
grant update (withdrawn_on) on finance.invoiceable_event to siteward_app;

-- Published: contracts by their codes, for the rooms to the right.
create view finance.pub_contract with (security_invoker = true) as
  select c.id, c.study_id, c.site_id, c.code, c.payer_id, c.currency from finance.contract c;
grant select on finance.pub_contract to siteward_app;
