// Where a file stands: its room, its role, and the order of the rooms, read from the one place that has it.
import { existsSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { parse, textOf, walk } from '../source.ts';

/** The file that holds the order of the rooms. */
export const ORDER_FILE = 'src/app/rooms.ts';

/** Rooms without the anatomy: their files are free, their direction is not. */
const FREE_ROOMS = new Set(['lib', 'stats', 'platform', 'ui', 'app']);

/** A file's place in the house. `role` is empty for a free room's files and for files in no room. */
export interface Place {
  readonly file: string;
  readonly room: string;
  readonly role: string;
}

/** Reads `export const roomOrder = ['lib', ...] as const`; undefined when the file or the literal is missing. */
export function readRoomOrder(root: string): readonly string[] | undefined {
  if (!existsSync(path.join(root, ORDER_FILE))) return undefined;
  let order: string[] | undefined;
  walk(parse(ORDER_FILE, textOf(root, ORDER_FILE)), (node) => {
    if (!ts.isVariableDeclaration(node) || node.name.getText() !== 'roomOrder' || !node.initializer) return;
    let value: ts.Expression = node.initializer;
    while (ts.isAsExpression(value) || ts.isSatisfiesExpression(value)) value = value.expression;
    if (ts.isArrayLiteralExpression(value)) order = value.elements.filter(ts.isStringLiteral).map((element) => element.text);
  });
  return order;
}

/** Whether the room follows the anatomy (its files have roles). */
export function hasAnatomy(room: string): boolean {
  return !FREE_ROOMS.has(room);
}

/** The place of `file` (relative to the root, forward slashes). */
export function placeOf(file: string): Place {
  const [top, room = '', first = ''] = file.split('/');
  if (top !== 'src') return { file, room: '', role: '' };
  if (room === 'platform' && first === 'contract.ts') return { file, room, role: 'contract' };
  if (!hasAnatomy(room)) return { file, room, role: '' };
  return { file, room, role: first.replace(/\..*$/, '') };
}

/**
 * Rank of a room: what stands further left has the smaller one. `lib` is always first and `app` last; `ui` stands
 * beside the row, just right of `lib`. Undefined for a room the order does not know.
 */
export function rankOf(room: string, order: readonly string[]): number | undefined {
  if (room === 'lib') return -1;
  if (room === 'ui') return -0.5;
  if (room === 'app') return order.length;
  const at = order.indexOf(room);
  return at < 0 ? undefined : at;
}
