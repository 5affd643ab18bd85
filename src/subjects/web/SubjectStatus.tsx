// The state of a participant in words, with its tone.
import { StatusWord, type Tone } from '#ui';
import type { SubjectLine } from './queries.ts';
import { useSubjectsWords } from './words.ts';

type State = SubjectLine['status'];

const tones: Readonly<Record<State, Tone>> = {
  consented: 'neutral',
  'in-screening': 'neutral',
  'screen-failure': 'blocked',
  eligible: 'good',
  enrolled: 'good',
  'on-treatment': 'good',
  'treatment-discontinued': 'attention',
  'follow-up': 'good',
  completed: 'good',
  withdrawn: 'blocked',
  'lost-to-follow-up': 'blocked',
  died: 'blocked',
  'issued-in-error': 'blocked',
};

/** The state of a participant. */
export function SubjectStatus({ status, look = 'tinted' }: { readonly status: State; readonly look?: 'plain' | 'tinted' }) {
  const say = useSubjectsWords();
  return (
    <StatusWord tone={tones[status]} look={look}>
      {say(`state.${status}`)}
    </StatusWord>
  );
}
