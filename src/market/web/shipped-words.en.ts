// What ships is written in English where it stands; here it is only given its keys.
import type { Words } from '#ui';
import { publishedFrame } from '../rules/published-frame.ts';

const told = publishedFrame.filter(({ kind }) => kind !== 'company');

export const english: Words = {
  claim: {
    ...Object.fromEntries(told.map(({ id, claim }) => [id, claim])),
    company: '{{name}} is one of the companies profiled.',
  },
  source: Object.fromEntries(publishedFrame.map(({ source }) => [source, source])),
  note: Object.fromEntries(told.flatMap(({ id, note }) => (note === null ? [] : [[id, note]]))),
};
