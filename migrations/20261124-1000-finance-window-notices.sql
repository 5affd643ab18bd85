-- Which submission windows people were told of, and at which stage: each stage of each window once.
-- breaking: no
create table finance.window_notice (
  id uuid primary key,
  accrual_line_id uuid not null references finance.accrual_line (id),
  study_id uuid not null,
  site_id uuid not null,
  stage text not null check (stage in ('half-gone', 'nearly-gone', 'over')),
  -- The site's day on which it was told.
  told_on date not null,
  unique (accrual_line_id, stage)
);
call audit.attach('finance.window_notice');
create policy own_scope on finance.window_notice for all to siteward_app
  using (access.scope_keys(site_id, study_id) && (select access.my_scope()))
  with check (access.scope_keys(site_id, study_id) && (select access.my_scope()));
grant select, insert on finance.window_notice to siteward_app;
