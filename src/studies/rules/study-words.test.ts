// Codes and phases of studies, lengths and windows of a protocol, and what text can be stored.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lengthOf, windowDays } from './protocol-timing.ts';
import { isStorable } from './storable.ts';
import { isStudyCode, phasesOf, studyCode } from './study-code.ts';

describe('codes and phases', () => {
  it.each([
    ['CDISC PILOT - LZZT', 'CDISC-PILOT-LZZT'],
    ['  Étude n° 7 ', 'Etude-n-7'],
    ['研究', null],
    ['../../etc/passwd', 'etc-passwd'],
    ['NLX-301', 'NLX-301'],
  ])('the code of %j is %j', (name, code) => {
    expect(studyCode(name)).toBe(code);
  });

  it('a code made of any name is a code', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (name) => isStudyCode(studyCode(name) ?? 'ok')));
  });

  it.each([
    ['Phase II Trial', ['II']],
    ['Phase II/III Trial', ['II', 'III']],
    ['Phase 1b', ['I']],
    ['Phase IV', ['IV']],
    ['PHASE2, PHASE3', ['PHASE2, PHASE3']],
    ['Early Phase 1', ['I']],
    ['Not Applicable', ['Not Applicable']],
  ])('%j is phase %j', (wording, phases) => {
    expect(phasesOf(wording)).toEqual(phases);
  });
});

describe('lengths and windows', () => {
  it.each([
    ['P2W', 2, 'week', false],
    ['P28D', 28, 'day', false],
    ['P6M', 6, 'month', false],
    ['P1Y', 12, 'month', false],
    ['PT4H', 4, 'hour', false],
    ['PT15M', 0.25, 'hour', false],
    ['P1DT12H', 36, 'hour', false],
    ['P1W1D', 8, 'day', false],
    ['P1M3D', 33, 'day', true],
  ])('[BR-02a] %s is %d %s', (text, amount, unit, rounded) => {
    expect(lengthOf(text)).toEqual({ value: { amount, unit }, rounded });
  });

  it.each([
    [null, 0, false],
    ['P3D', 3, false],
    ['P1W', 7, false],
    ['PT4H', 0, true],
    ['PT36H', 1, true],
    ['PT0H', 0, false],
    ['soon', 0, true],
  ])('[BR-02] a window of %s is %d whole days', (text, value, rounded) => {
    expect(windowDays(text)).toEqual({ value, rounded });
  });
});

describe('text that can be stored', () => {
  it.each(['nul \u0000', 'half \ud800', 'other half \udc00'])('%j cannot', (text) => {
    expect([isStorable({ a: [text] }), isStorable({ [text]: 1 })]).toEqual([false, false]);
  });

  it.each(['\\u0000 written out', '\\\\ud800', 'a pair \u{1F600}', '\u0001'])('%j can', (text) => {
    expect(isStorable([text])).toBe(true);
  });

  it('what is storable is exactly well-formed text without NUL', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => isStorable(text) === (!/\p{Cs}/u.test(text) && !text.includes('\u0000'))),
    );
  });
});
