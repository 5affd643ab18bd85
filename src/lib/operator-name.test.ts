// Names of people are theirs; the local operator's is read in the language of the page.
import { expect, it } from 'vitest';
import { operatorName, personText } from './operator-name.ts';

it('a name is as it was given, and the local operator is called so in the language of the page', () => {
  expect(personText('Nora Lind', 'es')).toBe('Nora Lind');
  const kept = operatorName('duties');
  expect([kept, personText(kept, 'en'), personText(kept, 'es')]).toEqual([
    'Local operator (duties)',
    'Local operator (duties)',
    'Operador local (duties)',
  ]);
});
