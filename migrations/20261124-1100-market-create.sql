-- The market outlook: evidence, assumptions and scenarios as they were said, registry activity as it was counted, and outlooks as they were made.
-- Nothing in here is ever changed: what is said anew is a new row that names the one it stands in for.
-- breaking: no
create schema market;
grant usage on schema market to siteward_app, siteward_backup;

-- What the network adds to the published frame, which ships with the program.
create table market.evidence (
  id uuid primary key,
  -- Null only where it withdraws the record that it supersedes.
  record jsonb,
  -- A record of the published frame by its key, or one of the network's own by its id; each is superseded once.
  supersedes text unique check (length(supersedes) between 1 and 100),
  reason text check (length(reason) between 1 and 2000),
  added_by uuid not null,
  added_by_name text not null,
  added_at timestamptz not null,
  check (record is not null or supersedes is not null),
  check (supersedes is null or reason is not null)
);

-- Assumptions as a whole; the highest number is in force. The first ones ship with the program.
create table market.assumption_set (
  id uuid primary key,
  number integer not null unique check (number > 0),
  content jsonb not null,
  reason text not null check (length(reason) between 1 and 2000),
  saved_by uuid not null,
  saved_by_name text not null,
  saved_at timestamptz not null
);

-- A scenario through its versions; the highest number of a line counts.
create table market.scenario (
  id uuid primary key,
  line_id uuid not null,
  number integer not null check (number > 0),
  name text not null check (length(name) between 1 and 200),
  note text check (length(note) between 1 and 4000),
  -- What is assumed otherwise than in force.
  changes jsonb not null,
  -- Kept and no longer compared.
  retired boolean not null default false,
  saved_by uuid not null,
  saved_by_name text not null,
  saved_at timestamptz not null,
  unique (line_id, number)
);

-- What files of a registry say of activity, counted once.
create table market.activity_import (
  id uuid primary key,
  file_name text not null check (length(file_name) between 1 and 400),
  file_sha256 text not null check (file_sha256 ~ '^[0-9a-f]{64}$'),
  -- Each of the files by its name and digest.
  files jsonb not null,
  format text not null check (length(format) between 1 and 64),
  -- The digest of the table by which areas were read.
  classifier_version text not null,
  -- Studies and facilities read, left out and why, unknown names.
  counts jsonb not null,
  -- What is wrong, by file, kind and column, with the first places.
  warnings jsonb not null,
  -- Studies and facilities in the registry's own words, and the words that decided their areas.
  told jsonb not null,
  -- Site-years by country of the market, phase, area and year.
  cells jsonb not null,
  cells_sha256 text not null check (cells_sha256 ~ '^[0-9a-f]{64}$'),
  imported_by uuid not null,
  imported_by_name text not null,
  imported_at timestamptz not null,
  unique (file_sha256, classifier_version)
);

-- Which count outlooks stand on, where somebody said so; a count that comes later takes its place. What comes last counts.
create table market.activity_choice (
  id uuid primary key,
  -- Null: none, so that outlooks stand on the shipped weights.
  activity_import_id uuid references market.activity_import (id),
  reason text not null check (length(reason) between 1 and 2000),
  chosen_by uuid not null,
  chosen_by_name text not null,
  chosen_at timestamptz not null
);

-- An outlook as it was made, of the assumptions in force or of a scenario. The same question asked again is answered by the run that is there.
create table market.run (
  id uuid primary key,
  scenario_line_id uuid,
  -- The activity that it stands on; its cells are kept there.
  activity_import_id uuid references market.activity_import (id),
  kernel_version text not null,
  seed text not null,
  input jsonb not null,
  input_sha256 text not null check (input_sha256 ~ '^[0-9a-f]{64}$'),
  result jsonb not null,
  -- Of the result with its cells.
  result_sha256 text not null check (result_sha256 ~ '^[0-9a-f]{64}$'),
  -- Service x area x phase x country x year, packed: most readers need none of it.
  cells jsonb not null,
  -- Both ends of the 80 % of every segment in every year, packed.
  intervals jsonb not null,
  made_by_name text not null,
  made_at timestamptz not null,
  unique nulls not distinct (scenario_line_id, input_sha256, kernel_version)
);
create index run_latest on market.run (scenario_line_id, made_at desc);

-- What is said of a company or of the network itself: facts with their source, and what people judge.
create table market.note (
  id uuid primary key,
  -- A company's key; null: the network itself.
  company text check (length(company) between 1 and 100),
  section text not null check (section in ('overview', 'products', 'developments', 'personnel', 'strength', 'weakness', 'opportunity', 'threat',
    'rivalry', 'new-entrants', 'substitutes', 'buyers', 'suppliers')),
  -- Null only where it withdraws the note that it supersedes.
  text text check (length(text) between 1 and 4000),
  -- How strong a force is, from 1 to 5.
  strength smallint check (strength between 1 and 5),
  check (strength is null or section in ('rivalry', 'new-entrants', 'substitutes', 'buyers', 'suppliers')),
  source text check (length(source) between 1 and 500),
  source_date text check (source_date ~ '^\d{4}(-\d{2}(-\d{2})?)?$'),
  evidence_ids text[] not null,
  -- A note of the network, or one that the program proposes out of the evidence, by its key.
  supersedes text unique check (length(supersedes) between 1 and 100),
  reason text check (length(reason) between 1 and 2000),
  added_by uuid not null,
  added_by_name text not null,
  added_at timestamptz not null,
  check (text is not null or supersedes is not null),
  check (supersedes is null or reason is not null),
  -- What is told of a company as a fact has a source.
  check (text is null or section not in ('overview', 'products', 'developments', 'personnel') or source is not null or cardinality(evidence_ids) > 0),
  check (company is not null or section not in ('overview', 'products', 'developments', 'personnel')),
  check (company is null or section not in ('rivalry', 'new-entrants', 'substitutes', 'buyers', 'suppliers'))
);
create index note_company on market.note (company);

-- What a new site would need and bring, as it was answered.
create table market.new_site_case (
  id uuid primary key,
  name text not null check (length(name) between 1 and 200),
  input jsonb not null,
  input_sha256 text not null check (input_sha256 ~ '^[0-9a-f]{64}$'),
  kernel_version text not null,
  seed text not null,
  result jsonb not null,
  result_sha256 text not null check (result_sha256 ~ '^[0-9a-f]{64}$'),
  made_by_name text not null,
  made_at timestamptz not null,
  unique (name, input_sha256, kernel_version)
);

-- A report of an outlook as it was made, in every language; the same content is kept once.
create table market.report (
  id uuid primary key,
  run_id uuid not null references market.run (id),
  report_version text not null,
  -- By language: what page, PDF and workbook draw.
  content jsonb not null,
  content_sha256 text not null unique check (content_sha256 ~ '^[0-9a-f]{64}$'),
  made_by_name text not null,
  made_at timestamptz not null
);

-- What was drawn of a report: one file for each language and format; its bytes lie in the file store under their digest.
create table market.report_file (
  id uuid primary key,
  report_id uuid not null references market.report (id),
  language text not null check (language in ('en', 'es')),
  format text not null check (format in ('pdf', 'xlsx')),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  size_bytes integer not null check (size_bytes > 0),
  unique (report_id, language, format)
);

call audit.attach('market.evidence');
call audit.attach('market.assumption_set');
call audit.attach('market.scenario');
-- Cells, what is told, inputs and results enter the trail as digests: they stand in tables that only grow.
call audit.attach('market.activity_import', hidden => 'cells,told');
call audit.attach('market.activity_choice');
call audit.attach('market.run', hidden => 'input,result,cells,intervals');
call audit.attach('market.note');
call audit.attach('market.new_site_case', hidden => 'input,result');
call audit.attach('market.report', hidden => 'content');
call audit.attach('market.report_file');

-- The market itself is one book, which names no site, study or person of the network. What the network makes of it is for the whole network.
create policy directory on market.evidence for select to siteward_app using ((select access.my_scope()) <> '{}'::bigint[]);
create policy directory on market.assumption_set for select to siteward_app using ((select access.my_scope()) <> '{}'::bigint[]);
create policy directory on market.activity_import for select to siteward_app using ((select access.my_scope()) <> '{}'::bigint[]);
create policy directory on market.activity_choice for select to siteward_app using ((select access.my_scope()) <> '{}'::bigint[]);
create policy directory on market.run for select to siteward_app using (scenario_line_id is null and (select access.my_scope()) <> '{}'::bigint[]);
create policy directory on market.note for select to siteward_app using (company is not null and (select access.my_scope()) <> '{}'::bigint[]);
do $$
declare
  part text;
begin
  foreach part in array array['evidence', 'assumption_set', 'scenario', 'activity_import', 'activity_choice', 'run', 'note', 'new_site_case', 'report', 'report_file'] loop
    execute format('create policy network_wide on market.%I for all to siteward_app using (access.scope_keys(null, null) && (select access.my_scope())) with check (access.scope_keys(null, null) && (select access.my_scope()))', part);
    execute format('grant select, insert on market.%I to siteward_app', part);
  end loop;
end $$;
