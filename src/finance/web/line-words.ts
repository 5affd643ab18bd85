// What an earned line stands for today, in words.
import type { Tone } from '#ui';
import { isHeldBack } from '../rules.ts';
import type { EarnedLine, WhyLine } from './queries.ts';

/** The state of a line: the key of its words and its hue. */
export interface LineStanding {
  readonly key: 'reversal' | 'reversed' | 'deferred' | 'capped' | 'heldBack' | 'payable';
  readonly tone: Tone;
}

/** A reversal and what it reversed no longer count; a deferred line is at risk until enrolment rises. */
export function standingOfLine(line: Pick<EarnedLine, 'reversesId' | 'reversedById' | 'state' | 'kind'>): LineStanding {
  if (line.reversesId !== null) return { key: 'reversal', tone: 'neutral' };
  if (line.reversedById !== null) return { key: 'reversed', tone: 'neutral' };
  if (line.state === 'deferred') return { key: 'deferred', tone: 'attention' };
  if (line.state === 'capped') return { key: 'capped', tone: 'neutral' };
  return isHeldBack(line.kind) ? { key: 'heldBack', tone: 'neutral' } : { key: 'payable', tone: 'good' };
}

/** `Week 4`, `Cycle visit, cycle 2`. */
export function visitOfLine(line: Pick<EarnedLine, 'label' | 'visitKey' | 'cycle'>, cycleWord: (cycle: number) => string): string {
  const name = line.label === line.visitKey ? line.visitKey : `${line.visitKey} ${line.label}`.trim();
  return line.cycle > 1 ? `${name}, ${cycleWord(line.cycle)}` : name;
}

/** The visit of a line by the name that the participant's schedule gives it: `Week 4`, `Cycle visit, cycle 2`. */
export function visitNameOfLine(
  line: Pick<WhyLine, 'names' | 'label' | 'visitKey' | 'cycle'>,
  cycleWord: (cycle: number) => string,
): string {
  const name = line.names.visits[line.visitKey];
  if (name === undefined) return visitOfLine(line, cycleWord);
  return line.cycle > 1 ? `${name}, ${cycleWord(line.cycle)}` : name;
}
