// A notification in words: the sentence of its kind with its facts written out, where it happened, and where it leads. Pure.
import { formatDate, formatInstant, zoneHere, type Say } from '#ui';
import type { Notification } from './queries.ts';

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The sentence in the reader's language. Moments stand on the clock of the site. */
export function sentenceOf({ kind, facts, place }: Notification, say: Say, language: string, roleName: (role: string) => string): string {
  switch (kind) {
    case 'deviations-drafted':
      return say('kind.deviations-drafted', { subject: facts['subject'], count: facts['count'] });
    case 'sae-recorded':
      return say('kind.sae-recorded', {
        subject: facts['subject'],
        due: formatInstant(text(facts['due']), place.timeZone ?? zoneHere(), { language }),
      });
    case 'record-returned':
      return say('kind.record-returned', { subject: facts['subject'] });
    case 'returned-to-site': {
      const key = `returned.${text(facts['record']).replace('.', '/')}`;
      return say('kind.returned-to-site', { subject: facts['subject'], record: say(key) === key ? say('returned.other') : say(key) });
    }
    case 'window-closing':
    case 'window-closed': {
      const words = kind === 'window-closed' ? 'kind.window-closed' : `kind.window-${text(facts['stage'])}`;
      return say(words, { count: facts['count'], by: formatDate(text(facts['by']), { language }) });
    }
    case 'signals-opened':
      return say('kind.signals-opened', { count: facts['count'], indicator: say(`indicator.${text(facts['indicator'])}`) });
    case 'signal-moved':
      return say('kind.signal-moved', {
        indicator: say(`indicator.${text(facts['indicator'])}`),
        state: say(`signalState.${text(facts['state'])}`),
      });
    case 'identities-read':
      return say('kind.identities-read', { count: facts['people'] });
    case 'grant-given': {
      const [from, to] = [text(facts['validFrom']), text(facts['validTo'])];
      const dates = { from: formatDate(from, { language }), to: to === '' ? '' : formatDate(to, { language }) };
      return say(to === '' ? 'kind.grant-given' : 'kind.grant-given-until', { role: roleName(text(facts['role'])), ...dates });
    }
    case 'job-ended': {
      const key = `job.${text(facts['job']).replace('.', '/')}`;
      const known = say(key);
      return say(facts['state'] === 'failed' ? 'kind.job-failed' : 'kind.job-ended', { job: known === key ? say('job.other') : known });
    }
  }
}

/** Where it happened. */
export function placeInWords({ kind, place }: Pick<Notification, 'kind' | 'place'>, say: Say): string {
  const { studyCode: study, siteName: site } = place;
  if (study !== null && site !== null) return say('both', { study, site });
  if (site !== null) return say('atSite', { site });
  if (study !== null) return say('inStudy', { study });
  return kind === 'grant-given' ? say('network') : '';
}

function returnedAddress({ record, recordId, subjectId }: Notification['facts']): string {
  if (record === 'visits.source') return `/visits/${text(recordId)}`;
  return record === 'safety.causality' ? `/subjects/${text(subjectId)}?section=events` : '/';
}

/** The address that it leads to. */
export function addressOf({ kind, recordId, studyId, facts }: Pick<Notification, 'kind' | 'recordId' | 'studyId' | 'facts'>): string {
  switch (kind) {
    case 'deviations-drafted':
      return facts['count'] === 1 ? `/deviations/${recordId}` : `/studies/${studyId}/deviations`;
    case 'sae-recorded':
      return `/subjects/${text(facts['subjectId'])}?section=events`;
    case 'record-returned':
    case 'returned-to-site':
      return returnedAddress(facts);
    case 'window-closing':
    case 'window-closed':
      return facts['count'] === 1 ? `/accrual-lines/${text(facts['lineId'])}` : '/money/uninvoiced?watched=true';
    case 'signals-opened':
      return facts['count'] === 1 ? `/signals/${recordId}` : '/quality/signals';
    case 'signal-moved':
      return `/signals/${text(facts['signalId'])}`;
    case 'identities-read':
      return `/people/${text(facts['reader'])}`;
    case 'grant-given':
      return '/';
    case 'job-ended':
      return `/jobs/${recordId}`;
  }
}
