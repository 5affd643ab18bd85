-- How people look at the tables of the pages, kept for themselves under a name.
-- breaking: no
create schema desk;
grant usage on schema desk to siteward_app, siteward_backup;

create table desk.saved_view (
  id uuid primary key,
  person_id uuid not null references access.person (id),
  -- Which table of the pages.
  table_name text not null check (table_name ~ '^[a-z][a-z0-9-]{0,63}$'),
  name text not null check (length(name) between 1 and 60),
  -- What is found, hidden and in which order; the browser's words, which the program only keeps.
  view jsonb not null,
  -- The view with which the table opens.
  is_default boolean not null default false,
  created_at timestamptz not null default now(),
  unique (person_id, table_name, name)
);
create unique index saved_view_default on desk.saved_view (person_id, table_name) where is_default;

alter table desk.saved_view enable row level security;
alter table desk.saved_view force row level security;
create policy own on desk.saved_view for all to siteward_app
  using (person_id = (select access.actor_id())) with check (person_id = (select access.actor_id()));
grant select, insert, update, delete on desk.saved_view to siteward_app;
