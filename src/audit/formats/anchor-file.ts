// The file of anchors: one JSON object per line, appended and never rewritten.
import { z } from 'zod';
import { Temporal } from '#lib';
import type { Anchor } from '../rules.ts';

const hex = (length: number) => z.string().regex(new RegExp(`^[0-9a-f]{${length}}$`));

const line = z.strictObject({
  seq: z.int().positive(),
  era: z.int().positive(),
  linkId: z.string().regex(/^\d{1,18}$/),
  hash: hex(64),
  schemaHash: hex(64),
  schemaVersion: z.string().max(200),
  at: z.iso.datetime(),
  previous: hex(64),
  restored: z.boolean(),
  signature: hex(128),
});

/** One line of the file: its text (the next line carries its digest), the anchor, and the bytes under its signature. */
export interface AnchorLine {
  readonly text: string;
  readonly anchor: Anchor;
  readonly signed: Uint8Array;
}

/** Reads the file. A line that is no anchor is answered by its number, counted from 1. */
export function parseAnchors(file: string): { readonly lines: readonly AnchorLine[]; readonly faults: readonly number[] } {
  const lines: AnchorLine[] = [];
  const faults: number[] = [];
  for (const [at, text] of file.split('\n').entries()) {
    if (text === '') continue;
    const parsed = line.safeParse(jsonOf(text));
    if (!parsed.success) faults.push(at + 1);
    else lines.push({ text, ...read(parsed.data) });
  }
  return { lines, faults };
}

/** The bytes that are signed: every field but the signature, in a fixed order. */
export function signedBytes(anchor: Omit<Anchor, 'signature'>): Uint8Array {
  const { seq, era, linkId, hash, schemaHash, schemaVersion, at, previous, restored } = anchor;
  const fields = [
    'siteward anchor',
    seq,
    era,
    linkId.toString(),
    toHex(hash),
    toHex(schemaHash),
    schemaVersion,
    at.toString(),
    toHex(previous),
    restored,
  ];
  return new TextEncoder().encode(JSON.stringify(fields));
}

/** The anchor as a line, without the line's end. */
export function anchorText(anchor: Anchor): string {
  return JSON.stringify({
    seq: anchor.seq,
    era: anchor.era,
    linkId: anchor.linkId.toString(),
    hash: toHex(anchor.hash),
    schemaHash: toHex(anchor.schemaHash),
    schemaVersion: anchor.schemaVersion,
    at: anchor.at.toString(),
    previous: toHex(anchor.previous),
    restored: anchor.restored,
    signature: toHex(anchor.signature),
  });
}

function read(found: z.output<typeof line>): { anchor: Anchor; signed: Uint8Array } {
  const anchor: Anchor = {
    ...found,
    linkId: BigInt(found.linkId),
    hash: fromHex(found.hash),
    schemaHash: fromHex(found.schemaHash),
    at: Temporal.Instant.from(found.at),
    previous: fromHex(found.previous),
    signature: fromHex(found.signature),
  };
  return { anchor, signed: signedBytes(anchor) };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function fromHex(text: string): Uint8Array {
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}
