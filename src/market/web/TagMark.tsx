// Where a figure comes from, beside the figure: a shape and a word for each tag, never colour alone.
import classes from './market.module.css';
import type { Tag } from './queries.ts';
import { useMarketWords } from './words.ts';

/** Published stands full, counted in strokes, assumed with a broken line around nothing, modelled hollow on its corner. */
const shapes: Readonly<Record<Tag, string>> = {
  published: 'M2 2h8v8h-8z',
  counted: 'M2.5 2v8M5 2v8M7.5 2v8M1 8.5L10.5 3.5',
  assumed: 'M6 10.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9z',
  modelled: 'M6 1l5 5-5 5-5-5z',
};

/** The mark with its word. */
export function TagMark({ tag }: { readonly tag: Tag }) {
  const say = useMarketWords();
  return (
    <span className={classes.tag} data-tag={tag}>
      <svg width={12} height={12} viewBox="0 0 12 12" aria-hidden="true" focusable="false">
        <path d={shapes[tag]} />
      </svg>
      {say(`tag.${tag}`)}
    </span>
  );
}

/** A figure with its mark. */
export function Tagged({ value, tag }: { readonly value: string; readonly tag: Tag }) {
  return (
    <span className={classes.tagged}>
      <span className={classes.figure}>{value}</span> <TagMark tag={tag} />
    </span>
  );
}

const order: readonly Tag[] = ['published', 'counted', 'assumed', 'modelled'];

/** Under a picture: the marks of the tags that occur in it, each with what it means. */
export function TagLegend({ tags }: { readonly tags: readonly Tag[] }) {
  const say = useMarketWords();
  return (
    <ul className={classes.legend} aria-label={say('tagMeaning.heading')}>
      {order
        .filter((tag) => tags.includes(tag))
        .map((tag) => (
          <li key={tag}>
            <TagMark tag={tag} /> <span>{say(`tagMeaning.${tag}`)}</span>
          </li>
        ))}
    </ul>
  );
}
