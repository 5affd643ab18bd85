-- Declared restores: who put an older state in place, and why, so that the verification can tell it from tampering.
-- breaking: no
create table audit.restore_declaration (
  id uuid primary key,
  reason text not null check (length(reason) >= 3),
  declared_by uuid not null,
  -- How many anchors speak of what was lost, and the last link that is still theirs.
  lost_anchors integer not null,
  back_to_link bigint not null
);
call audit.attach('audit.restore_declaration');
create policy declare on audit.restore_declaration for insert to siteward_app
  with check (declared_by = (select access.actor_id()) and (select a.kind from access.actor() a) = 'operator');
create policy administer on audit.restore_declaration for select to siteward_app using ((select access.is_administrator()));
grant select, insert on audit.restore_declaration to siteward_app;
