// The map follows the tree: rooms, facts and who listens.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { checkMap, renewedMap } from './check-map.ts';
import { withTree } from './scratch-tree.ts';

const map = (rooms: readonly string[], facts = 'No fact is told yet.') =>
  `# Map\n<!-- rooms -->\n${rooms.map((room) => `| \`${room}/\` | words |\n`).join('')}<!-- /rooms -->\n<!-- facts -->\n${facts}\n<!-- /facts -->\n`;

const tree = {
  'src/app/rooms.ts': `export const roomOrder = ['lib', 'visits', 'finance'] as const;\n`,
  'src/visits/contract.ts': `export const visitCompleted = fact('visits.completed', {});\nexport const missed = defineFact({ name: 'visits.missed' });\n`,
  'src/finance/index.ts': `// The door of finance.\n`,
  'src/finance/listens.ts': `on(visitCompleted, earn);\n`,
};
const rulesBroken = (files: Record<string, string>) => withTree(files, (root) => checkMap(root).violations.map((one) => one.rule));

it('a room needs one line, and a line needs a room', () => {
  const files = { 'src/visits/rules.ts': '', 'src/finance/rules.ts': '' };
  expect(rulesBroken({ ...files, 'docs/map.md': map(['visits', 'finance']) })).toEqual([]);
  expect(rulesBroken({ ...files, 'docs/map.md': map(['visits']) })).toEqual(['map-room']);
  expect(rulesBroken({ ...files, 'docs/map.md': map(['visits', 'visits', 'finance']) })).toEqual(['map-room']);
  expect(rulesBroken({ ...files, 'docs/map.md': map(['visits', 'finance', 'parking']) })).toEqual(['map-room']);
});

it('an old table of facts is refused, and --write renews it', () => {
  withTree({ ...tree, 'docs/map.md': map(['visits', 'app']) }, (root) => {
    expect(checkMap(root).violations.map((one) => one.rule)).toEqual(['map-room', 'map-facts']);
    writeFileSync(path.join(root, 'docs/map.md'), renewedMap(root));
    expect(checkMap(root)).toEqual({ violations: [], rooms: 3, facts: 2 });
    const text = readFileSync(path.join(root, 'docs/map.md'), 'utf8');
    expect(text).toMatch(/`visits.completed` \| visits +\| finance/);
    expect(text).toMatch(/`visits.missed` +\| visits +\| - /);
    expect(text).toMatch(/`visits\/` +\| words/);
    expect(text).toMatch(/`finance\/` +\| The door of finance\./);
  });
});

it('a listener to a fact that nobody tells is refused', () => {
  const files = { ...tree, 'src/finance/listens.ts': `listens('visits.vanished', earn);\n` };
  expect(rulesBroken({ ...files, 'docs/map.md': map(['visits', 'finance', 'app']) })).toContain('unknown-fact');
});

it('a map without markers, and a tree without rooms, are refused', () => {
  expect(rulesBroken({ 'src/visits/rules.ts': '', 'docs/map.md': '# Map\n' })).toContain('map-markers');
  expect(rulesBroken({ 'docs/map.md': map([]) })).toContain('checked-nothing');
});
