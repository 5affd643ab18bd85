// The state of a deviation in words, with its importance once it is assessed.
import { StatusWord } from '#ui';
import { toneOf } from './deviation-words.ts';
import type { Deviation } from './queries.ts';
import { useMonitoringWords } from './words.ts';

/** "Waiting for assessment", "Report due; important". */
export function DeviationStatus({
  deviation,
  look = 'tinted',
}: {
  readonly deviation: Pick<Deviation, 'state' | 'important'>;
  readonly look?: 'plain' | 'tinted';
}) {
  const say = useMonitoringWords();
  const { state, important } = deviation;
  return (
    <StatusWord tone={toneOf(state)} look={look}>
      {say(`state.${state}`)}
      {important && `; ${say('isImportant')}`}
    </StatusWord>
  );
}
