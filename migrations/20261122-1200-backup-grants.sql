-- The backup's role reads everything, now and later, and changes nothing; it also reads for the verification of the trail.
-- breaking: no
do $$
declare
  part text;
begin
  foreach part in array array['platform', 'auth', 'access', 'audit', 'vault', 'files', 'signatures', 'network', 'studies', 'subjects', 'visits', 'safety', 'finance', 'monitoring', 'notifications', 'desk', 'jobs', 'migration'] loop
    execute format('grant usage on schema %I to siteward_backup', part);
    execute format('grant select on all tables in schema %I to siteward_backup', part);
    execute format('grant select on all sequences in schema %I to siteward_backup', part);
  end loop;
end $$;
alter default privileges grant usage on schemas to siteward_backup;
alter default privileges grant select on tables to siteward_backup;
alter default privileges grant select on sequences to siteward_backup;
-- The queue makes its own tables.
alter default privileges for role siteward_jobs in schema jobs grant select on tables to siteward_backup;
-- The head of the trail is signed together with the name of the last migration.
grant usage on schema migration to siteward_app;
grant select on migration.applied to siteward_app;
