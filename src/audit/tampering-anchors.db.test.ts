// Tampering with the file of anchors: what is missing, edited, cut off or forged is named, by the database as it stands.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type SignedTrail, newPrivateKey, now, openSignedTrail } from '../../tests/support/signed-trail.ts';
import { anchorDuty } from './jobs.ts';

let trail: SignedTrail;
/** An untouched copy of the story: only the file is tampered with. */
let victim: pg.Client;
beforeAll(async () => {
  trail = await openSignedTrail();
  victim = await trail.copy();
});
afterAll(() => trail.close());

describe('tampering with the file of anchors', () => {
  const lines = () => trail.anchors.trimEnd().split('\n');
  it.each([
    ['a line is missing in the middle', () => [lines()[0], lines()[2]], /anchors are missing before anchor 3/],
    ['the first line is missing', () => lines().slice(1), /anchors are missing before anchor 2/],
    ['a line is changed', () => [lines()[0], lines()[1]?.replace('"era":1', '"era":2'), lines()[2]], /anchor 2 does not carry a signature/],
    ['a line is half written', () => [...lines().slice(0, 2), lines()[2]?.slice(0, 80)], /line 3 of the file of anchors is no anchor/],
    ['lines are swapped', () => [lines()[1], lines()[0], lines()[2]], /anchors are missing before anchor 2/],
    ['the file is empty', () => [], /there is no signed anchor/],
  ])('[G9] %s: seen and named', async (_, edited, says) => {
    const report = await trail.verify(victim, `${edited().join('\n')}\n`);
    expect(report.problems.map((problem) => problem.message).join('\n')).toMatch(says);
  });

  it('[G9] the end of the file is cut off: seen once the last writes should long have been signed', async () => {
    const text = `${lines().slice(0, 2).join('\n')}\n`;
    const late = await trail.verify(victim, text, now().add({ minutes: 30 }));
    expect(late.problems[0]?.message).toMatch(/the chain went on after anchor 2/);
  });

  it('[G9] an anchor forged with another key is refused', async () => {
    const file = path.join(trail.folder, 'forged.jsonl');
    const database = trail.programOn(victim);
    await anchorDuty({ database, file, privateKey: newPrivateKey() }).finish(now());
    await database.end();
    const report = await trail.verify(victim, await readFile(file, 'utf8'));
    expect(report.problems[0]?.message).toMatch(/anchor 1 does not carry a signature of this installation's key/);
  });
});
