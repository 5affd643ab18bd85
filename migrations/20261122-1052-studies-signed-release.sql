-- A schedule version is released by a signature under it, by the import that brought the study, or by the local operator's command, and says by which.
-- breaking: no
alter table studies.schedule_version
  add released_as text check (released_as in ('signed', 'imported', 'by-command')),
  add constraint released_somehow check ((status = 'released') = (released_as is not null));

-- The wall of the table itself: whatever the program tries, nothing comes into force as signed without a signature of the same person, in the same
-- transaction, under the version that is released.
drop policy drafts_only on studies.schedule_version;
create policy drafts_only on studies.schedule_version as restrictive for update to siteward_app using (status = 'draft')
  with check (status = 'draft'
    or released_as = 'signed' and exists (select 1 from signatures.signature g where g.record_kind = 'studies.schedule-release' and g.record_id = schedule_version.id
      and g.record_version = schedule_version.version - 1 and g.signer_id = released_by and g.signer_id = (select access.actor_id()) and g.created_at = now())
    or released_as = 'imported' and number = 1 and protocol_version_id is not null
    or released_as = 'by-command' and (select a.kind from access.actor() a) = 'operator');
create policy born_as_draft on studies.schedule_version as restrictive for insert to siteward_app with check (status = 'draft');

-- What is signed of a whole study is seen by whoever reaches the study at one of its sites, as the record itself is.
create policy of_the_study on signatures.signature for select to siteward_app
  using (site_id is null and study_id in (select ss.study_id from studies.study_site ss where access.scope_keys(ss.site_id, ss.study_id) && (select access.my_scope())));
