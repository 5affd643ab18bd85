// Points of a chart in the shapes of their tags, as `TagMark` draws them beside figures.
import type { Drawing, Say } from '#ui';
import type { Tag } from './queries.ts';

type Plot = Parameters<Drawing>[0];

const symbols: Readonly<Record<Tag, 'square' | 'asterisk' | 'circle' | 'diamond'>> = {
  published: 'square',
  counted: 'asterisk',
  assumed: 'circle',
  modelled: 'diamond',
};

/** One mark for each tag that occurs: published full, the others hollow, assumed with a broken line. */
export function tagDots<Row extends { readonly tag: Tag }>(
  plot: Plot,
  rows: readonly Row[],
  at: { readonly x: string; readonly y: string; readonly dy?: number },
) {
  return (Object.keys(symbols) as Tag[]).map((tag) =>
    plot.dot(
      rows.filter((row) => row.tag === tag),
      {
        ...at,
        symbol: symbols[tag],
        r: 4.5,
        fill: tag === 'published' ? 'var(--sw-text)' : 'var(--sw-canvas)',
        stroke: 'var(--sw-text)',
        strokeWidth: 1.5,
        ...(tag === 'assumed' ? { strokeDasharray: '2.4 1.9' } : {}),
      },
    ),
  );
}

const signs: Readonly<Record<Tag, string>> = { published: '■', counted: '✳', assumed: '◌', modelled: '◇' };

/** The tags that occur, each with its shape and word, in one line: what a picture says of them wherever it is taken. */
export function tagLine(tags: readonly Tag[], say: Say): string {
  return (Object.keys(signs) as Tag[])
    .filter((tag) => tags.includes(tag))
    .map((tag) => `${signs[tag]} ${say(`tag.${tag}`)}`)
    .join('   ');
}

/** Room under the axis for the line of `tagNote`. */
export const NOTE_ROOM = 52;

/** That line at the foot of a chart. */
export function tagNote(plot: Plot, tags: readonly Tag[], say: Say) {
  return plot.text([tagLine(tags, say)], {
    text: (line: string) => line,
    frameAnchor: 'bottom-right',
    textAnchor: 'end',
    dy: NOTE_ROOM - 8,
    fill: 'var(--sw-dim)',
  });
}
