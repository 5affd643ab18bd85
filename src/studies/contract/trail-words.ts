// How the trail calls the records of studies.
import { describes } from '#audit/contract';

describes('studies.study', {
  noun: 'study',
  name: 'code',
  fields: { sponsor_id: 'sponsor', cro_id: 'CRO', therapeutic_areas: 'therapeutic areas' },
});
describes('studies.protocol_version', { noun: 'protocol', name: 'label', permission: 'studies.view-schedule' });
describes('studies.schedule_version', {
  noun: 'schedule',
  name: 'number',
  permission: 'studies.view-schedule',
  fields: { first_day: 'first day', released_at: 'released at', released_as: 'in force' },
  actions: { 'studies.release-schedule': 'released' },
});
describes('studies.visit_definition', { noun: 'planned visit', permission: 'studies.view-schedule' });
describes('studies.activity_definition', { noun: 'activity', permission: 'studies.view-schedule' });
describes('studies.visit_activity', { noun: 'mark in the grid', permission: 'studies.view-schedule' });
describes('studies.usdm_export', {
  noun: 'digital protocol',
  name: 'file_name',
  permission: 'studies.view-schedule',
  actions: { 'studies.export-usdm': 'taken out' },
});
describes('studies.study_site', {
  noun: 'study-site',
  name: 'number',
  fields: {
    selected_on: 'selected on',
    opened_on: 'opened on',
    target_enrolment: 'target',
    enrolment_planned_from: 'enrolment from',
    enrolment_planned_to: 'enrolment until',
  },
  codes: { cda: 'CDA', 'start-up': 'start-up' },
  actions: { 'studies.open-study-at-site': 'opened' },
});
describes('studies.study_site_step', { noun: 'step of a study-site', name: 'to_status', fields: { on_date: 'on' } });
