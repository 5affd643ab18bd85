// The state of a study-site in words, with its tone.
import { StatusWord, type Tone } from '#ui';
import type { StudySite } from './queries.ts';
import { useStudiesWords } from './words.ts';

const tones: Readonly<Partial<Record<StudySite['status'], Tone>>> = {
  'active-recruiting': 'good',
  'active-not-recruiting': 'good',
  'follow-up': 'good',
  'on-hold': 'attention',
  terminated: 'blocked',
};

/** The state of a study-site. */
export function StudySiteStatus({ status, look = 'tinted' }: { readonly status: StudySite['status']; readonly look?: 'plain' | 'tinted' }) {
  const say = useStudiesWords();
  return (
    <StatusWord tone={tones[status] ?? 'neutral'} look={look}>
      {say(`status.${status}`)}
    </StatusWord>
  );
}
