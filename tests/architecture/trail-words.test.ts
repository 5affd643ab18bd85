// The trail speaks Spanish too: every table, action and field that a room describes has its word.
import { existsSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { roleNames } from '#access/rules';
import { accounts, triggers } from '#finance/rules';
import { deviationCategories } from '#monitoring/rules';
import { milestonesByHand, subjectStates } from '#subjects/rules';
import { describedTables } from '../../src/audit/rules/words.ts';
import { words } from '../../src/audit/web/trail-words.es.ts';

const rooms = readdirSync('src').filter((room) => existsSync(`src/${room}/contract/trail-words.ts`));
const tables = describedTables();
for (const room of rooms) await import(`../../src/${room}/contract/trail-words.ts`);
const section = (name: string) => words[name] as Readonly<Record<string, string>>;
const keyOf = (code: string) => code.replace('.', '/');

describe('the trail in Spanish', () => {
  it('knows what every room says about itself', () => {
    expect(rooms.length).toBeGreaterThan(5);
    expect(tables.size).toBeGreaterThan(25);
    const missing = [...tables]
      .filter(([table]) => rooms.includes(table.split('.')[0] ?? '') || /^(access|audit)\./.test(table))
      .flatMap(([table, { actions, fields }]) => [
        ...(keyOf(table) in section('noun') ? [] : [`noun.${keyOf(table)}`]),
        ...Object.keys(actions).flatMap((action) =>
          keyOf(action) in section('verb') || `${keyOf(action)} ${keyOf(table)}` in section('verb') ? [] : [`verb.${keyOf(action)}`],
        ),
        ...Object.keys(fields).flatMap((column) => (column in section('field') ? [] : [`field.${column}`])),
      ]);
    expect(missing).toEqual([]);
  });

  it('has a word for every code that names a record', () => {
    const codes = [...roleNames, ...accounts, ...triggers, ...deviationCategories, ...milestonesByHand, ...subjectStates];
    expect(codes.filter((code) => !(code in section('value')))).toEqual([]);
  });
});
