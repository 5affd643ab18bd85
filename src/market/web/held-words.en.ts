// The English words that the pages of evidence, position and companies share.
import type { Words } from '#ui';

export const english: Words = {
  wholeMarket: 'The whole market',
  unit: { 'USD million': 'USD million', 'USD billion': 'USD billion', studies: 'studies' },
  interval80: '80 %',
  effect: {
    totals: 'The market with it, USD million',
    parts: 'What moves most in {{year}}, USD million',
    year: 'Year',
    part: 'Part',
    before: 'Now',
    after: 'Then',
    change: 'Change',
    same: 'No part of the outlook gets another value.',
    moves: 'In {{year}} the market would be {{after}} instead of {{before}} million USD; 80 % {{afterRange}} instead of {{beforeRange}}.',
    stays: 'In {{year}} the market stays at {{after}} million USD; its 80 % would be {{afterRange}} instead of {{beforeRange}}.',
    staysAll: 'In {{year}} the market stays at {{after}} million USD, 80 % {{afterRange}}.',
    checkBreaks: 'No longer holds: {{check}}.',
    checkMends: 'Holds again: {{check}}.',
    refused: 'There would be no outlook',
    preview: 'From few refits: intervals may differ a little from those of the kept outlook.',
  },
};
