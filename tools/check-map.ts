// docs/map.md against the tree: one line per room, and who listens to which fact. `--write` renews both.
import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { filesBelow, isProgram, isTest, isTypeScript, parse, report, textOf, walk, type Violation } from './source.ts';
import { readRoomOrder } from './walls/place.ts';

const MAP = 'docs/map.md';
const TELLERS = new Set(['fact', 'defineFact']);
const LISTENERS = new Set(['listens', 'listen', 'on']);
const FACT_NAME = /^[a-z]+\.[a-z][a-z-]*$/;

/** A fact that a room's contract tells, and the rooms that listen. */
export interface FactSeen {
  readonly name: string;
  readonly teller: string;
  readonly listeners: readonly string[];
}

/** Rooms of the tree: folders of `src` that hold TypeScript. */
export function roomsIn(root: string): string[] {
  return [
    ...new Set(
      filesBelow(root, 'src')
        .filter(isTypeScript)
        .map((file) => file.split('/')[1] ?? ''),
    ),
  ].filter((room) => !room.includes('.'));
}

/** The rows of the block between `<!-- name -->` and `<!-- /name -->`; undefined when the markers are missing. */
export function blockOf(text: string, name: string): { body: string; line: number } | undefined {
  const match = new RegExp(`<!-- ${name} -->\\n([\\s\\S]*?)<!-- /${name} -->`).exec(text);
  return match ? { body: match[1] ?? '', line: text.slice(0, match.index).split('\n').length } : undefined;
}

function replaceBlock(text: string, name: string, body: string): string {
  return text.replace(
    new RegExp(`(<!-- ${name} -->\\n)[\\s\\S]*?(<!-- /${name} -->)`),
    (_all, open: string, close: string) => `${open}${body}${close}`,
  );
}

function callsIn(root: string, file: string, names: ReadonlySet<string>): ts.CallExpression[] {
  const calls: ts.CallExpression[] = [];
  walk(parse(file, textOf(root, file)), (node) => {
    if (!ts.isCallExpression(node)) return;
    const callee = ts.isPropertyAccessExpression(node.expression) ? node.expression.name.text : node.expression.getText();
    if (names.has(callee)) calls.push(node);
  });
  return calls;
}

/** The fact's name in `fact('visits.completed', ...)` or `fact({ name: 'visits.completed', ... })`. */
function nameIn(argument: ts.Expression | undefined): string | undefined {
  if (!argument) return undefined;
  if (ts.isStringLiteralLike(argument)) return argument.text;
  if (!ts.isObjectLiteralExpression(argument)) return undefined;
  const named = argument.properties.find((one) => ts.isPropertyAssignment(one) && one.name.getText() === 'name');
  return named && ts.isPropertyAssignment(named) ? nameIn(named.initializer) : undefined;
}

/** All facts of the contracts, in the order of rooms, with the rooms whose `listens` follow them. */
export function factsIn(root: string, rooms: readonly string[]): { facts: FactSeen[]; faults: Violation[] } {
  const teller = new Map<string, string>();
  const byConstant = new Map<string, string>();
  const listeners = new Map<string, Set<string>>();
  const faults: Violation[] = [];
  const files = (room: string, role: string) =>
    filesBelow(root, `src/${room}`).filter(
      (file) => isTypeScript(file) && !isTest(file) && new RegExp(`^src/${room}/${role}(\\.ts|/)`).test(file),
    );
  for (const room of rooms) {
    for (const call of files(room, 'contract').flatMap((file) => callsIn(root, file, TELLERS))) {
      const name = nameIn(call.arguments[0]);
      if (name === undefined || !FACT_NAME.test(name)) continue;
      teller.set(name, room);
      if (ts.isVariableDeclaration(call.parent)) byConstant.set(call.parent.name.getText(), name);
    }
  }
  for (const room of rooms) {
    for (const file of files(room, 'listens')) {
      for (const call of callsIn(root, file, LISTENERS)) {
        const argument = call.arguments[0];
        const constant = argument && (ts.isPropertyAccessExpression(argument) ? argument.name.text : argument.getText());
        const name = nameIn(argument) ?? byConstant.get(constant ?? '');
        if (name === undefined || !teller.has(name)) {
          const line = call.getSourceFile().getLineAndCharacterOfPosition(call.getStart()).line + 1;
          faults.push({ file, line, rule: 'unknown-fact', advice: `${name ?? constant ?? 'this'} is told by no contract` });
        } else listeners.set(name, (listeners.get(name) ?? new Set()).add(room));
      }
    }
  }
  return { facts: [...teller].map(([name, room]) => ({ name, teller: room, listeners: [...(listeners.get(name) ?? [])] })), faults };
}

/** The table of facts, laid out as the formatter lays out tables. */
export function factTable(facts: readonly FactSeen[]): string {
  if (facts.length === 0) return '\nNo fact is told yet.\n\n';
  const rows = [
    ['Fact', 'Told by', 'Heard by'],
    ...facts.map((fact) => [`\`${fact.name}\``, fact.teller, fact.listeners.join(', ') || '-']),
  ];
  return `\n${layOut(rows)}\n\n`;
}

function layOut(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_head, column) => Math.max(3, ...rows.map((row) => (row[column] ?? '').length)));
  const write = (row: readonly string[], fill: string) =>
    `| ${widths.map((width, column) => (row[column] ?? '').padEnd(width, fill)).join(' | ')} |`;
  return [write(rows[0] ?? [], ' '), write([], '-'), ...rows.slice(1).map((row) => write(row, ' '))].join('\n');
}

/** Rows `| `room/` | words |` of the rooms block. */
function roomRows(body: string): { room: string; words: string; offset: number }[] {
  return body.split('\n').flatMap((text, offset) => {
    const match = /^\|\s*`([a-z]+)\/`\s*\|\s*(.*?)\s*\|\s*$/.exec(text);
    return match ? [{ room: match[1] ?? '', words: match[2] ?? '', offset }] : [];
  });
}

/** The faults of the map. */
export function checkMap(root: string): { violations: Violation[]; rooms: number; facts: number } {
  const violations: Violation[] = [];
  const say = (line: number, rule: string, advice: string) => violations.push({ file: MAP, line, rule, advice });
  const rooms = inOrder(root, roomsIn(root));
  const { facts, faults } = factsIn(root, rooms);
  violations.push(...faults);
  const text = existsSync(path.join(root, MAP)) ? textOf(root, MAP) : '';
  const roomBlock = blockOf(text, 'rooms');
  const factBlock = blockOf(text, 'facts');
  if (!roomBlock || !factBlock)
    say(1, 'map-markers', 'the map needs <!-- rooms --> ... <!-- /rooms --> and <!-- facts --> ... <!-- /facts -->');
  const rows = roomRows(roomBlock?.body ?? '');
  for (const room of rooms) {
    const count = rows.filter((row) => row.room === room).length;
    if (count !== 1) say(roomBlock?.line ?? 1, 'map-room', `src/${room}/ has ${count} lines in the map, it needs one`);
  }
  for (const { room, offset } of rows)
    if (!rooms.includes(room)) say((roomBlock?.line ?? 0) + offset + 1, 'map-room', `src/${room}/ does not exist`);
  if (factBlock && factBlock.body.trim() !== factTable(facts).trim())
    say(factBlock.line, 'map-facts', 'the table of facts is old: npm run map -- --write');
  if (rooms.length === 0) say(1, 'checked-nothing', 'src holds no room');
  return { violations, rooms: rooms.length, facts: facts.length };
}

function inOrder(root: string, rooms: readonly string[]): string[] {
  const order = ['lib', ...(readRoomOrder(root) ?? []).filter((room) => room !== 'app'), 'ui', 'app'];
  const rank = (room: string) => (order.includes(room) ? order.indexOf(room) : order.length);
  return [...rooms].sort((a, b) => rank(a) - rank(b) || a.localeCompare(b));
}

/** What a room says of itself: the first line of its door, else of its first file. */
function ownWords(root: string, room: string): string {
  const files = filesBelow(root, `src/${room}`).filter((file) => isTypeScript(file) && !isTest(file));
  const door = files.find((file) => file === `src/${room}/index.ts`) ?? files[0];
  return door === undefined ? '' : (/^\/\/\s*(.*)/.exec(textOf(root, door))?.[1] ?? '').replaceAll('|', '/');
}

/** The map's text with both blocks renewed: written words stay, new rooms speak for themselves, gone rooms go. */
export function renewedMap(root: string): string {
  const text = textOf(root, MAP);
  const rooms = inOrder(root, roomsIn(root));
  const written = new Map(roomRows(blockOf(text, 'rooms')?.body ?? '').map((row) => [row.room, row.words]));
  const rows = rooms.map((room) => [`\`${room}/\``, written.get(room) ?? ownWords(root, room)]);
  const withRooms = replaceBlock(text, 'rooms', `\n${layOut([['Folder', 'Holds'], ...rows])}\n\n`);
  return replaceBlock(withRooms, 'facts', factTable(factsIn(root, rooms).facts));
}

if (isProgram(import.meta.url)) {
  if (process.argv.includes('--write')) writeFileSync(path.join(process.cwd(), MAP), renewedMap(process.cwd()));
  const seen = checkMap(process.cwd());
  process.exitCode = report('map', seen.violations, `${seen.rooms} rooms, ${seen.facts} facts`);
}
