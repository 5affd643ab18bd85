-- Invoices and credit notes: who issues them, their gapless numbers, and lines that claim what was earned, once.
-- breaking: no
create table finance.issuer (
  id uuid primary key,
  organization_id uuid not null unique references network.organization (id),
  legal_name text not null check (length(legal_name) between 1 and 200),
  address text not null check (length(address) between 1 and 1000),
  tax_number text check (length(tax_number) between 1 and 64),
  bank_details text check (length(bank_details) between 1 and 1000),
  -- Its day is the day of issue, and its year the year of the number.
  time_zone text not null,
  invoice_format text not null,
  credit_note_format text not null,
  tax_label text check (length(tax_label) between 1 and 64),
  tax_basis_points integer not null check (tax_basis_points between 0 and 10000),
  check (tax_basis_points = 0 or tax_label is not null),
  logo_file_id uuid references files.file (id),
  logo_sha256 text check (logo_sha256 ~ '^[0-9a-f]{64}$'),
  check ((logo_file_id is null) = (logo_sha256 is null)),
  version integer not null default 1,
  check (invoice_format <> credit_note_format)
);

create table finance.number_range (
  id uuid primary key,
  issuer_id uuid not null references finance.issuer (id),
  kind text not null check (kind in ('invoice', 'credit-note')),
  year integer not null check (year between 1990 and 2200),
  last_number integer not null check (last_number > 0),
  unique (issuer_id, kind, year)
);

create table finance.invoice (
  id uuid primary key,
  kind text not null check (kind in ('invoice', 'credit-note')),
  status text not null check (status in ('draft', 'issued', 'sent', 'voided', 'credited')),
  issuer_id uuid not null references finance.issuer (id),
  contract_id uuid not null references finance.contract (id),
  payer_id uuid not null references network.organization (id),
  study_id uuid not null references studies.study (id),
  -- Null: lines of several sites.
  site_id uuid references network.site (id),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  cut_off_on date not null,
  tax_label text,
  tax_basis_points integer not null check (tax_basis_points between 0 and 10000),
  credits_id uuid references finance.invoice (id),
  -- Why it was credited; on the credit note.
  reason text check (length(reason) between 1 and 500),
  number text,
  number_year integer,
  number_in_year integer,
  issued_on date,
  due_on date check (due_on >= issued_on),
  sent_on date check (sent_on >= issued_on),
  total_minor bigint,
  tax_minor bigint,
  -- What stands on the paper and lives elsewhere: issuer, payer, study, contract, as they were on the day of issue.
  printed jsonb,
  pdf_sha256 text check (pdf_sha256 ~ '^[0-9a-f]{64}$'),
  version integer not null default 1,
  check ((kind = 'credit-note') = (credits_id is not null)),
  check ((kind = 'credit-note') = (reason is not null)),
  check (num_nulls(number, number_year, number_in_year, issued_on, due_on, total_minor, tax_minor, printed, pdf_sha256) = case when status = 'draft' then 9 else 0 end),
  check (sent_on is null or status in ('sent', 'credited')),
  check (status <> 'sent' or sent_on is not null),
  unique (issuer_id, kind, number_year, number_in_year),
  unique (issuer_id, number),
  unique (id, study_id, currency)
);
create index invoice_contract on finance.invoice (contract_id);
create index invoice_credits on finance.invoice (credits_id) where credits_id is not null;

create table finance.invoice_line (
  id uuid primary key,
  invoice_id uuid not null,
  study_id uuid not null,
  site_id uuid not null references network.site (id),
  currency text not null,
  accrual_line_id uuid not null references finance.accrual_line (id),
  position integer not null check (position > 0),
  subject_number text not null,
  visit_key text not null,
  visit_name text not null,
  label text not null,
  service_date date not null,
  amount_minor bigint not null,
  tax_minor bigint not null,
  -- The line that this one negates, and whether what it stood for may be invoiced again.
  credits_line_id uuid unique references finance.invoice_line (id),
  frees boolean not null default false check (not frees or credits_line_id is not null),
  foreign key (invoice_id, study_id, currency) references finance.invoice (id, study_id, currency),
  unique (invoice_id, position)
);
create index invoice_line_accrual on finance.invoice_line (accrual_line_id);

-- What was earned is on one live invoice line at most; a claim goes when its draft, or the void or credited line, lets it go.
create table finance.invoice_claim (
  id uuid primary key,
  study_id uuid not null,
  site_id uuid not null,
  accrual_line_id uuid not null unique references finance.accrual_line (id),
  invoice_line_id uuid not null unique references finance.invoice_line (id),
  claimed_at timestamptz not null default now()
);

-- From when a line may be invoiced (BR-06).
create function finance.clock_on(clock text, service_date date) returns date
language sql immutable parallel safe
as $$
  select case clock when 'month-end' then (pg_catalog.date_trunc('month', service_date::timestamp) + interval '1 month - 1 day')::date else service_date end
$$;

create function finance.next_in_range() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  if tg_op = 'INSERT' and new.last_number <> 1
    or tg_op = 'UPDATE' and (new.last_number <> old.last_number + 1 or (new.issuer_id, new.kind, new.year) is distinct from (old.issuer_id, old.kind, old.year)) then
    raise exception 'numbers follow one another' using errcode = '23514', constraint = 'number_range_in_sequence';
  end if;
  return new;
end $$;
create trigger next_in_range before insert or update on finance.number_range for each row execute function finance.next_in_range();

-- At commit a number that was taken stands on a document: there are no gaps.
create function finance.number_used() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  if not exists (select 1 from finance.invoice i where i.issuer_id = new.issuer_id and i.kind = new.kind and i.number_year = new.year and i.number_in_year = new.last_number) then
    raise exception 'a number was taken and not used' using errcode = '23514', constraint = 'number_range_gapless';
  end if;
  return null;
end $$;
create constraint trigger number_used after insert or update on finance.number_range
  deferrable initially deferred for each row execute function finance.number_used();

-- Only a draft is edited. What was issued may still be sent, voided before that, or credited; it is issued with the number last taken.
create function finance.keep_issued() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  moving text[] := array['status', 'sent_on', 'version'];
begin
  if tg_op = 'INSERT' then
    if new.status <> 'draft' then
      raise exception 'an invoice begins as a draft' using errcode = '23514', constraint = 'issued_invoice_kept';
    end if;
    return new;
  end if;
  if old.status = 'draft' then
    if tg_op = 'DELETE' then return old; end if;
    if new.status not in ('draft', 'issued') or new.status = 'issued' and not exists (select 1 from finance.number_range r
        where r.issuer_id = new.issuer_id and r.kind = new.kind and r.year = new.number_year and r.last_number = new.number_in_year) then
      raise exception 'an invoice is issued with the number that was just taken' using errcode = '23514', constraint = 'issued_invoice_kept';
    end if;
    return new;
  end if;
  if tg_op = 'DELETE' or to_jsonb(new) - moving <> to_jsonb(old) - moving
    or new.status <> old.status and (old.status || '>' || new.status) not in ('issued>sent', 'issued>voided', 'issued>credited', 'sent>credited')
    or old.sent_on is not null and new.sent_on is distinct from old.sent_on then
    raise exception 'an issued invoice never changes' using errcode = '23514', constraint = 'issued_invoice_kept';
  end if;
  return new;
end $$;
create trigger keep_issued before insert or update or delete on finance.invoice for each row execute function finance.keep_issued();

-- Lines are taken off a draft alone, and never edited.
create function finance.keep_issued_lines() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  if tg_op = 'UPDATE' or not exists (select from finance.invoice i where i.id = old.invoice_id and i.status = 'draft') then
    raise exception 'the lines of an issued invoice never change' using errcode = '23514', constraint = 'issued_lines_kept';
  end if;
  return old;
end $$;
create trigger keep_issued_lines before update or delete on finance.invoice_line for each row execute function finance.keep_issued_lines();

-- What comes onto a document is judged once the statement that wrote it is done, all of it at once; each line finds what it stands on through its key.
create function finance.judge_new_lines() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  wrong text;
begin
  select case
      when target.status is distinct from 'draft' then 'issued_lines_kept'
      when target.kind = 'credit-note' and (credited.id is null or credited.invoice_id <> target.credits_id or credited.accrual_line_id <> w.accrual_line_id
        or w.amount_minor <> -credited.amount_minor or w.tax_minor <> -credited.tax_minor) then 'credit_negates'
      when target.kind <> 'credit-note' and (w.credits_line_id is not null or earned.amount_minor is distinct from w.amount_minor or earned.currency <> w.currency
        or earned.contract_id <> target.contract_id or earned.state <> 'earned' or earned.site_id <> w.site_id or earned.study_id <> w.study_id
        or earned.kind in ('holdback', 'true-up-holdback') or target.site_id is not null and target.site_id <> w.site_id) then 'line_is_earned'
    end into wrong
    from written w
      left join lateral (select i.* from finance.invoice i where i.id = w.invoice_id offset 0) target on true
      left join lateral (select l.* from finance.invoice_line l where l.id = w.credits_line_id offset 0) credited on true
      left join lateral (select l.* from finance.accrual_line l where l.id = w.accrual_line_id offset 0) earned on true
    order by 1 nulls last limit 1;
  if wrong is not null then
    raise exception '%', case wrong when 'issued_lines_kept' then 'the lines of an issued invoice never change'
      when 'credit_negates' then 'a credited line is the exact negation of its line'
      else 'an invoice line is what was earned under its contract and is not held back' end using errcode = '23514', constraint = wrong;
  end if;
  return null;
end $$;
create trigger judge_new_lines after insert on finance.invoice_line referencing new table as written for each statement execute function finance.judge_new_lines();

create function finance.judge_new_claims() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  if exists (select from written w
      left join lateral (select l.* from finance.invoice_line l where l.id = w.invoice_line_id offset 0) line on true
      where line.accrual_line_id is distinct from w.accrual_line_id or line.credits_line_id is not null or line.site_id <> w.site_id or line.study_id <> w.study_id) then
    raise exception 'a claim is that of its line' using errcode = '23514', constraint = 'claim_kept';
  end if;
  return null;
end $$;
create trigger judge_new_claims after insert on finance.invoice_claim referencing new table as written for each statement execute function finance.judge_new_claims();

create function finance.keep_claim() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  if not exists (select 1 from finance.invoice_line l join finance.invoice i on i.id = l.invoice_id where l.id = old.invoice_line_id and i.status in ('draft', 'voided'))
    and not exists (select 1 from finance.invoice_line c where c.credits_line_id = old.invoice_line_id and c.frees) then
    raise exception 'what was invoiced stays claimed until it is voided or credited' using errcode = '23514', constraint = 'claim_kept';
  end if;
  return old;
end $$;
create trigger keep_claim before delete on finance.invoice_claim for each row execute function finance.keep_claim();

-- At commit every line of an invoice is claimed, and an issued document sums to its total and stands in the ledger.
create function finance.line_claimed() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  if exists (select 1 from finance.invoice_line l where l.id = new.id)
    and not exists (select 1 from finance.invoice_claim c where c.invoice_line_id = new.id) then
    raise exception 'an invoice line claims what was earned' using errcode = '23514', constraint = 'invoice_line_claimed';
  end if;
  return null;
end $$;
create constraint trigger line_claimed after insert on finance.invoice_line
  deferrable initially deferred for each row when (new.credits_line_id is null) execute function finance.line_claimed();

create function finance.invoice_posted() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  if (select coalesce(sum(l.amount_minor + l.tax_minor), 0) from finance.invoice_line l where l.invoice_id = new.id) <> new.total_minor
    or (select coalesce(sum(l.tax_minor), 0) from finance.invoice_line l where l.invoice_id = new.id) <> new.tax_minor
    or not exists (select 1 from finance.invoice_line l where l.invoice_id = new.id)
    -- Asked line by line through the key of the journal: as a join it goes through every journal there is.
    or exists (select 1 from finance.invoice_line l where l.invoice_id = new.id and l.amount_minor + l.tax_minor is distinct from (
      select sum(p.amount_minor) from finance.journal j join finance.posting p on p.journal_id = j.id
      where j.source_type = 'invoice-line' and j.source_id = l.id and p.account = 'receivable')) then
    raise exception 'an issued invoice sums to its total and stands in the ledger' using errcode = '23514', constraint = 'invoice_posted';
  end if;
  if new.status = 'voided' and exists (select 1 from finance.invoice_line l where l.invoice_id = new.id and not exists (
      select 1 from finance.journal j join finance.posting p on p.journal_id = j.id
      where j.source_type = 'invoice-line-void' and j.source_id = l.id and p.account = 'receivable' and p.amount_minor = -(l.amount_minor + l.tax_minor))) then
    raise exception 'a void invoice is taken back in the ledger' using errcode = '23514', constraint = 'invoice_posted';
  end if;
  return null;
end $$;
create constraint trigger invoice_posted after update on finance.invoice
  deferrable initially deferred for each row when (new.status <> 'draft') execute function finance.invoice_posted();

alter table finance.number_range enable always trigger next_in_range;
alter table finance.number_range enable always trigger number_used;
alter table finance.invoice enable always trigger keep_issued;
alter table finance.invoice enable always trigger invoice_posted;
alter table finance.invoice_line enable always trigger keep_issued_lines;
alter table finance.invoice_line enable always trigger judge_new_lines;
alter table finance.invoice_line enable always trigger line_claimed;
alter table finance.invoice_claim enable always trigger keep_claim;
alter table finance.invoice_claim enable always trigger judge_new_claims;

call audit.attach('finance.issuer');
call audit.attach('finance.number_range');
call audit.attach('finance.invoice');
call audit.attach('finance.invoice_line');
call audit.attach('finance.invoice_claim');

-- The issuer is one for the network; its numbers are taken by whoever issues anywhere.
create policy directory on finance.issuer for select to siteward_app using ((select access.my_scope()) <> '{}'::bigint[]);
create policy network_wide on finance.issuer for all to siteward_app
  using (access.scope_keys(null, null) && (select access.my_scope())) with check (access.scope_keys(null, null) && (select access.my_scope()));
create policy directory on finance.number_range for select to siteward_app using ((select access.my_scope()) <> '{}'::bigint[]);
create policy taken on finance.number_range for all to siteward_ctx using (true) with check (true);
do $$
declare
  part text;
begin
  foreach part in array array['invoice', 'invoice_line', 'invoice_claim'] loop
    execute format('create policy own_scope on finance.%I for all to siteward_app using (access.scope_keys(site_id, study_id) && (select access.my_scope())) with check (access.scope_keys(site_id, study_id) && (select access.my_scope()))', part);
  end loop;
end $$;
-- The next number of a range. Whoever else takes one there waits for this transaction; if it fails, the number was never taken.
create function finance.take_number(row_id uuid, of_issuer uuid, of_kind text, of_year integer) returns integer
language sql volatile security definer set search_path = pg_catalog, pg_temp
as $$
  insert into finance.number_range as r (id, issuer_id, kind, year, last_number) values (row_id, of_issuer, of_kind, of_year, 1)
  on conflict (issuer_id, kind, year) do update set last_number = r.last_number + 1 returning r.last_number
$$;
grant create on schema finance to siteward_ctx;
alter function finance.take_number(uuid, uuid, text, integer) owner to siteward_ctx;
alter function finance.line_claimed() owner to siteward_ctx;
revoke create on schema finance from siteward_ctx;
grant select, insert, update on finance.number_range to siteward_ctx;
-- Whether a number was used is asked at commit, as whoever took it.
create policy numbered on finance.invoice for select to siteward_ctx using (true);
grant select on finance.invoice to siteward_ctx;
-- So is whether a line is claimed.
create policy claimed on finance.invoice_line for select to siteward_ctx using (true);
create policy claimed on finance.invoice_claim for select to siteward_ctx using (true);
grant select on finance.invoice_line, finance.invoice_claim to siteward_ctx;
grant execute on function finance.take_number(uuid, uuid, text, integer) to siteward_app;
grant select on finance.number_range to siteward_app;
grant select, insert, update on finance.issuer to siteward_app;
grant select, insert, update, delete on finance.invoice to siteward_app;
grant select, insert, delete on finance.invoice_line, finance.invoice_claim to siteward_app;
grant execute on function finance.clock_on(text, date) to siteward_app;
