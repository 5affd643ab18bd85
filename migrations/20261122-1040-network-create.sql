-- Organizations and sites, with the hours and holidays that decide when a visit can take place.
-- breaking: no
create schema network;
grant usage on schema network to siteward_app, siteward_backup;

create table network.organization (
  id uuid primary key,
  name text not null check (length(name) between 1 and 200),
  kind text not null check (kind in ('smo', 'sponsor', 'cro', 'irb', 'institution', 'practice', 'lab', 'vendor')),
  country text check (country ~ '^[A-Z]{2}$'),
  version integer not null default 1
);
create unique index organization_name on network.organization (kind, lower(name));

create table network.site (
  id uuid primary key,
  name text not null check (length(name) between 1 and 200),
  code text not null unique check (code ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,31}$'),
  city text,
  country text not null check (country ~ '^[A-Z]{2}$'),
  time_zone text not null,
  operating_model text not null check (operating_model in ('owned', 'partner-practice', 'dispatched-coordinators')),
  institution_id uuid references network.organization (id),
  -- Where it stands on a map, in degrees north and east; both or neither.
  latitude double precision check (latitude between -90 and 90),
  longitude double precision check (longitude between -180 and 180),
  version integer not null default 1,
  check ((latitude is null) = (longitude is null))
);

create table network.opening_hours (
  id uuid primary key,
  site_id uuid not null references network.site (id),
  weekday smallint not null check (weekday between 1 and 7),
  opens time not null,
  closes time not null check (closes > opens),
  unique (site_id, weekday, opens)
);

create table network.holiday (
  id uuid primary key,
  site_id uuid not null references network.site (id),
  on_date date not null,
  name text not null check (length(name) between 1 and 200),
  unique (site_id, on_date)
);

call audit.attach('network.organization');
call audit.attach('network.site', site => 'id');
call audit.attach('network.opening_hours');
call audit.attach('network.holiday');

create policy directory on network.organization for select to siteward_app using ((select access.actor_id()) is not null);
create policy network_wide on network.organization for all to siteward_app
  using (access.scope_keys(null, null) && (select access.my_scope())) with check (access.scope_keys(null, null) && (select access.my_scope()));
create policy own_scope on network.site for all to siteward_app
  using (access.scope_keys(id, null) && (select access.my_scope())) with check (access.scope_keys(id, null) && (select access.my_scope()));
create policy administer on network.site for select to siteward_app using (access.scope_keys(id, null) && (select access.administered_scope()));
create policy by_site on network.opening_hours for select to siteward_app using (exists (select 1 from network.site s where s.id = site_id));
create policy own_scope on network.opening_hours for all to siteward_app
  using (access.scope_keys(site_id, null) && (select access.my_scope())) with check (access.scope_keys(site_id, null) && (select access.my_scope()));
create policy by_site on network.holiday for select to siteward_app using (exists (select 1 from network.site s where s.id = site_id));
create policy own_scope on network.holiday for all to siteward_app
  using (access.scope_keys(site_id, null) && (select access.my_scope())) with check (access.scope_keys(site_id, null) && (select access.my_scope()));
grant select, insert, update on network.organization, network.site to siteward_app;
grant select, insert, update, delete on network.opening_hours, network.holiday to siteward_app;

-- What the rooms to the right may read.
create view network.pub_organization with (security_invoker = true) as select o.id, o.name, o.kind from network.organization o;
create view network.pub_site with (security_invoker = true) as select s.id, s.code, s.name, s.city, s.country, s.time_zone, s.latitude, s.longitude from network.site s;
grant select on network.pub_organization, network.pub_site to siteward_app;
