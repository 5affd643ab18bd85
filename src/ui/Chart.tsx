// A drawn chart: title, finding, a description for those who cannot see it, the same facts as a table, and the picture as a file.
import * as Plot from '@observablehq/plot';
import { useEffect, useState } from 'react';
import classes from './Chart.module.css';
import { Figure, type FigureTable } from './Figure.tsx';
import { savePicture } from './save-picture.ts';
import { useUiWords } from './ui-words.ts';

/** What a chart is drawn with: marks and scales of Observable Plot. Colours are tokens: `var(--sw-chart-1)`. */
export type Drawing = (plot: typeof Plot, width: number) => Plot.PlotOptions;

/** What a colour or a line stands for. */
export interface ChartKey {
  readonly label: string;
  /** A colour token such as `--sw-chart-1`. */
  readonly token: string;
  readonly look?: 'fill' | 'line' | 'dashed' | 'tint';
}

export interface ChartProps {
  readonly title: string;
  /** What the picture shows, in one sentence with its numbers. */
  readonly finding: string;
  /** What is drawn along which axis, for those who cannot see it. */
  readonly description: string;
  readonly table: FigureTable;
  readonly draw: Drawing;
  readonly keys?: readonly ChartKey[];
  readonly height?: number;
}

/** Draws at the width that is there, again whenever that changes. */
export function Chart({ title, finding, description, table, draw, keys = [], height = 260 }: ChartProps) {
  const words = useUiWords();
  // The place comes and goes with the table that may stand instead of it.
  const [element, setElement] = useState<HTMLDivElement | null>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    if (!element) return undefined;
    const watch = new ResizeObserver(([entry]) => setWidth(Math.floor(entry?.contentRect.width ?? 0)));
    watch.observe(element);
    return () => watch.disconnect();
  }, [element]);
  useEffect(() => {
    if (!element || width < 100) return;
    element.replaceChildren(drawn(draw, width, height));
  }, [element, draw, width, height]);
  const save = (format: 'svg' | 'png') => {
    const svg = element?.querySelector('svg');
    if (svg) void savePicture(svg, title, format);
  };
  return (
    <Figure
      title={title}
      finding={finding}
      table={table}
      downloads={[
        { label: words('downloadSvg'), run: () => save('svg') },
        { label: words('downloadPng'), run: () => save('png') },
      ]}
      legend={keys.length > 0 && <Keys keys={keys} />}
    >
      <div ref={setElement} className={classes.chart} style={{ minHeight: height }} role="img" aria-label={`${title}. ${description}`} />
    </Figure>
  );
}

// The page's policy forbids style elements without its nonce, and names on groups without a role say nothing to a screen reader:
// both are taken off before the picture enters the page; `role="img"` outside speaks for all of it.
function drawn(draw: Drawing, width: number, height: number): Element {
  const picture = Plot.plot({ width, height, marginLeft: 44, marginBottom: 32, ...draw(Plot, width) });
  for (const style of picture.querySelectorAll('style')) style.remove();
  for (const named of [picture, ...picture.querySelectorAll('[aria-label]')]) named.removeAttribute('aria-label');
  return picture;
}

function Keys({ keys }: { readonly keys: readonly ChartKey[] }) {
  return (
    <ul className={classes.keys}>
      {keys.map(({ label, token, look = 'fill' }) => (
        <li key={label}>
          <i data-look={look} style={{ color: `var(${token})` }} />
          {label}
        </li>
      ))}
    </ul>
  );
}
