// Id, name, label and description, as nearly every object of the file carries them.
import type { Named } from '../../rules/protocol.ts';
import { neededText, note, text } from './place.ts';
import type { Place } from './place.ts';

/** Names are repeated for every visit that uses them; a longer one is no name. */
const LONGEST_NAME = 1_000;

/** A missing id or an endless name is broken; a missing name warns and the label or the id stands in. */
export function named(place: Place): Named {
  const id = neededText(place, 'id');
  const label = text(place, 'label');
  const name = text(place, 'name');
  if (name === null) note(place.findings.warnings, 'no-name', `${place.path}.name`, 'The name is missing; the label or the id stands in.');
  for (const [key, value] of Object.entries({ id, name, label })) {
    if (value !== null && value.length > LONGEST_NAME)
      note(place.findings.broken, 'too-long', `${place.path}.${key}`, `${key} is longer than ${LONGEST_NAME} characters.`);
  }
  return { id, name: name ?? label ?? id, label, description: text(place, 'description') };
}
