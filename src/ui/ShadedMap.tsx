// Countries on a map of the world, the darker the more there is; the same stands in a table.
import { geoNaturalEarth1, geoPath } from 'd3-geo';
import { useId, useRef } from 'react';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import world from 'world-atlas/countries-110m.json' with { type: 'json' };
import { Figure, type FigureTable } from './Figure.tsx';
import { countryOfNumber } from './map-countries.ts';
import { savePicture } from './save-picture.ts';
import classes from './ShadedMap.module.css';
import { useUiWords } from './ui-words.ts';

/** Countries that are shaded together: one, or all of a region. */
export interface ShadedPlace {
  readonly key: string;
  /** ISO 3166-1 alpha-2; what the map does not draw is left out. */
  readonly countries: readonly string[];
  /** From 0, the palest, to 4. */
  readonly step: number;
  /** Its name and what it is worth, for those who point at it. */
  readonly text: string;
  /** Known only as a whole: drawn with lines across. */
  readonly pooled?: boolean;
}

export interface ShadedMapProps {
  readonly title: string;
  readonly finding: string;
  /** What is drawn, for those who cannot see it. */
  readonly description: string;
  readonly places: readonly ShadedPlace[];
  readonly table: FigureTable;
  /** What each step means, the palest first. */
  readonly steps: readonly string[];
  /** What lines across mean; left out where nothing is pooled. */
  readonly pooledLabel?: string | undefined;
  /** One line in the picture itself, so that it goes wherever the picture is taken. */
  readonly note?: string;
}

const [WIDTH, HEIGHT] = [960, 440];
/** How much of the ink each step takes. */
const INK = [0.14, 0.32, 0.52, 0.75, 1];

const topology = world as unknown as Topology<{ countries: GeometryCollection<{ name: string }> }>;
const projection = geoNaturalEarth1().fitExtent(
  [
    [4, 4],
    [WIDTH - 4, HEIGHT + 40],
  ],
  { type: 'Sphere' },
);
const path = geoPath(projection);
// Antarctica takes a tenth of the picture, and nobody counts anything there.
const shapes = feature(topology, topology.objects.countries)
  .features.map((shape) => ({ code: shape.id === undefined ? undefined : countryOfNumber(String(shape.id)), d: path(shape) ?? '' }))
  .filter(({ code }) => code !== 'AQ');
const land = shapes.map(({ d }) => d).join('');

/** The map, its steps below it. */
export function ShadedMap({ title, finding, description, places, table, steps, pooledLabel, note }: ShadedMapProps) {
  const words = useUiWords();
  const lines = useId();
  const picture = useRef<SVGSVGElement>(null);
  const save = (format: 'svg' | 'png') => picture.current && void savePicture(picture.current, title, format);
  return (
    <Figure
      title={title}
      finding={finding}
      table={table}
      downloads={[
        { label: words('downloadSvg'), run: () => save('svg') },
        { label: words('downloadPng'), run: () => save('png') },
      ]}
      legend={<Keys steps={steps} pooledLabel={pooledLabel} />}
    >
      <svg ref={picture} className={classes.map} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={`${title}. ${description}`}>
        <Lines id={lines} />
        <path d={land} fill="var(--sw-border)" stroke="var(--sw-sunken)" strokeWidth={0.5} />
        {places.map((place) => {
          const d = shapes.flatMap((shape) => (shape.code && place.countries.includes(shape.code) ? [shape.d] : [])).join('');
          return (
            <g key={place.key} className={classes.place}>
              <title>{place.text}</title>
              <path d={d} fill="var(--sw-canvas)" />
              <path d={d} fill="var(--sw-chart-1)" fillOpacity={INK[place.step] ?? 1} stroke="var(--sw-sunken)" strokeWidth={0.5} />
              {place.pooled && <path d={d} fill={`url(#${lines})`} />}
            </g>
          );
        })}
        {note && (
          <text x={12} y={HEIGHT - 12} fontSize={14} fill="var(--sw-text)">
            {note}
          </text>
        )}
      </svg>
    </Figure>
  );
}

function Lines({ id }: { readonly id: string }) {
  return (
    <pattern id={id} width={6} height={6} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <path d="M0 0V6" stroke="var(--sw-canvas)" strokeWidth={2.4} />
    </pattern>
  );
}

function Keys({ steps, pooledLabel }: Pick<ShadedMapProps, 'steps' | 'pooledLabel'>) {
  const lines = useId();
  return (
    <ul className={classes.keys}>
      {steps.map((label, step) => (
        <li key={label}>
          <svg width={18} height={12} aria-hidden="true">
            <rect width={18} height={12} fill="var(--sw-canvas)" />
            <rect width={18} height={12} fill="var(--sw-chart-1)" fillOpacity={INK[step] ?? 1} />
          </svg>
          {label}
        </li>
      ))}
      {pooledLabel && (
        <li>
          <svg width={18} height={12} aria-hidden="true">
            <Lines id={lines} />
            <rect width={18} height={12} fill="var(--sw-chart-1)" fillOpacity={0.52} />
            <rect width={18} height={12} fill={`url(#${lines})`} />
          </svg>
          {pooledLabel}
        </li>
      )}
    </ul>
  );
}
