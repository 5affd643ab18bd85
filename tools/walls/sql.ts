// SQL between rooms: a room's statements name its own schema, or a published view of a room to its left.
import ts from 'typescript';
import { isTest, lineOf, walk, type Violation } from '../source.ts';
import { openFunctions, schemaOwner } from './anatomy.ts';
import { placeOf, rankOf } from './place.ts';

const STATEMENT =
  /^\s*(select|insert|update|delete|with|merge|copy|lock|truncate|refresh|create|alter|drop|call)\b[\s\S]*\b(from|into|set|select|table|view|function|values|where)\b/i;
const FRAGMENT =
  /\b(?:(?:from|join|into|update|references|truncate)\s+(?:only\s+)?"?[a-z_]+"?\s*\.\s*"?[a-z_]|(?:select|call)\s+"?[a-z_]+"?\s*\.\s*"?[a-z_]+"?\s*\()/i;

function literalText(node: ts.Node): string | undefined {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (!ts.isTemplateExpression(node)) return undefined;
  return node.head.text + node.templateSpans.map((span) => `?${span.literal.text}`).join('');
}

function isTagged(node: ts.Node): boolean {
  return ts.isTaggedTemplateExpression(node.parent) && /(^|\.)sql$/.test(node.parent.tag.getText());
}

/** The `schema.name` pairs a statement uses; quoted text and comments are left out. */
function namesIn(text: string, schemas: RegExp): { schema: string; name: string }[] {
  const bare = text.replace(/--[^\n]*/g, '').replace(/'(?:[^']|'')*'/g, "''");
  return [...bare.matchAll(schemas)].map((match) => ({ schema: match[1] ?? '', name: match[2] ?? '' }));
}

function judgeUse(room: string, order: readonly string[], schema: string, name: string): string | undefined {
  const owner = schemaOwner[schema] ?? schema;
  if (owner === room || openFunctions[schema]?.includes(name)) return undefined;
  const mine = rankOf(room, order) ?? -1;
  if ((rankOf(owner, order) ?? Infinity) > mine) return `${schema}.${name} belongs to a room on the right of ${room}`;
  if (schemaOwner[schema] || !name.startsWith('pub_'))
    return `${schema}.${name} is private to ${owner}: read a published view (${owner}.pub_...) or call its door`;
  return undefined;
}

function judgeSchemaCall(room: string, order: readonly string[], call: ts.CallExpression): string | undefined {
  const schema = literalText(call.arguments[0] ?? call);
  if (schema === undefined || (schemaOwner[schema] ?? schema) === room) return undefined;
  const view = ts.isPropertyAccessExpression(call.parent) && call.parent.name.text === 'view' ? call.parent.parent : undefined;
  const name = view && ts.isCallExpression(view) ? literalText(view.arguments[0] ?? view) : undefined;
  return name === undefined
    ? `pgSchema('${schema}') is another room's: write pgSchema('${schema}').view('pub_...')`
    : judgeUse(room, order, schema, name);
}

/** The faults of one file's SQL. */
export function judgeSql(file: string, source: ts.SourceFile, order: readonly string[]): Violation[] {
  const { room } = placeOf(file);
  if (room === '' || isTest(file)) return [];
  const known = [...order.filter((one) => !['lib', 'stats', 'app', 'ui'].includes(one)), ...Object.keys(schemaOwner)];
  const schemas = new RegExp(`(?<![\\w.$@/#-])"?(${known.join('|')})"?\\s*\\.\\s*"?([a-z_][a-z0-9_]*)`, 'gi');
  const faults: Violation[] = [];
  const say = (node: ts.Node, advice: string | undefined) =>
    advice && faults.push({ file, line: lineOf(node), rule: 'foreign-sql', advice });
  walk(source, (node) => {
    if (ts.isCallExpression(node) && node.expression.getText() === 'pgSchema') say(node, judgeSchemaCall(room, order, node));
    const text = literalText(node);
    if (text === undefined || !(isTagged(node) || STATEMENT.test(text) || FRAGMENT.test(text))) return;
    for (const { schema, name } of namesIn(text, schemas)) say(node, judgeUse(room, order, schema.toLowerCase(), name.toLowerCase()));
  });
  return faults;
}
