// Places on a map of the world, each a link with its state in hue, shape and word; the same places stand in a table.
import { geoNaturalEarth1, geoPath } from 'd3-geo';
import type { CSSProperties } from 'react';
import type { Topology, GeometryCollection } from 'topojson-specification';
import { feature } from 'topojson-client';
import land from 'world-atlas/land-110m.json' with { type: 'json' };
import { apart, type Point } from './apart.ts';
import { Figure, type FigureTable } from './Figure.tsx';
import { PageLink } from './navigation.tsx';
import type { Tone } from './tokens.ts';
import classes from './WorldMap.module.css';

/** A place to show. */
export interface MapPlace {
  readonly key: string;
  readonly name: string;
  readonly latitude: number;
  readonly longitude: number;
  readonly tone: Tone;
  /** Its state in words. */
  readonly text: string;
  readonly to: string;
}

export interface WorldMapProps {
  readonly title: string;
  readonly finding: string;
  readonly places: readonly MapPlace[];
  readonly table: FigureTable;
  /** What the marks mean, in the order shown. */
  readonly keys: readonly { readonly tone: Tone; readonly label: string }[];
}

const [WIDTH, HEIGHT] = [960, 440];
const topology = land as unknown as Topology<{ land: GeometryCollection }>;
const projection = geoNaturalEarth1().fitExtent(
  [
    [4, 4],
    [WIDTH - 4, HEIGHT + 40],
  ],
  { type: 'Sphere' },
);
const outline = geoPath(projection)(feature(topology, topology.objects.land)) ?? '';

/** How far marks stand apart on the wide map, and on a phone's, where they are drawn larger. */
const [APART, APART_ON_PHONE] = [19, 42];

/** The map. Marks that would hide each other stand apart, each with a line to its place; what is worst is drawn last. */
export function WorldMap({ title, finding, places, table, keys }: WorldMapProps) {
  const order: readonly Tone[] = ['neutral', 'good', 'attention', 'late', 'blocked'];
  const sorted = [...places].sort((a, b) => order.indexOf(a.tone) - order.indexOf(b.tone));
  const points = sorted.map(({ longitude, latitude }): Point => projection([longitude, latitude]) ?? [0, 0]);
  const [wide, phone] = [apart(points, APART), apart(points, APART_ON_PHONE)];
  return (
    <Figure title={title} finding={finding} table={table} legend={<Keys keys={keys} />}>
      <svg className={classes.map} viewBox={`0 0 ${WIDTH} ${HEIGHT}`}>
        <path className={classes.land} d={outline} aria-hidden="true" />
        {sorted.map((place, at) => {
          const here = points[at] ?? [0, 0];
          return <Dot key={place.key} place={place} at={here} wide={wide[at] ?? here} phone={phone[at] ?? here} />;
        })}
      </svg>
    </Figure>
  );
}

interface DotProps {
  readonly place: MapPlace;
  /** Where it is. */
  readonly at: Point;
  /** Where its mark stands on the wide map, and on a phone's. */
  readonly wide: Point;
  readonly phone: Point;
}

function Dot({ place, at: [x, y], wide, phone }: DotProps) {
  const shift = ([toX, toY]: Point) => `${toX - x}px, ${toY - y}px`;
  const moves = { '--wide': `translate(${shift(wide)})`, '--phone': `translate(${shift(phone)})` } as CSSProperties;
  return (
    <PageLink to={place.to} aria-label={`${place.name}: ${place.text}`} className={classes.place} data-tone={place.tone}>
      <title>{`${place.name}: ${place.text}`}</title>
      <path className={classes.toPlace} data-on="wide" d={`M${x} ${y}L${wide[0]} ${wide[1]}`} />
      <path className={classes.toPlace} data-on="phone" d={`M${x} ${y}L${phone[0]} ${phone[1]}`} />
      <g className={classes.shift} style={moves}>
        <circle className={classes.reach} cx={x} cy={y} r={12} />
        <Mark tone={place.tone} x={x} y={y} />
      </g>
    </PageLink>
  );
}

/** Each state has a shape of its own, so that the hue is never needed. */
function Mark({ tone, x, y }: { readonly tone: Tone; readonly x: number; readonly y: number }) {
  if (tone === 'late' || tone === 'blocked') return <path className={classes.mark} d={`M${x} ${y - 8}l7.5 13h-15z`} />;
  if (tone === 'attention') return <path className={classes.mark} d={`M${x} ${y - 7}l7 7l-7 7l-7 -7z`} />;
  return <circle className={classes.mark} cx={x} cy={y} r={5} />;
}

function Keys({ keys }: Pick<WorldMapProps, 'keys'>) {
  return (
    <ul className={classes.keys}>
      {keys.map(({ tone, label }) => (
        <li key={tone} className={classes.place} data-tone={tone}>
          <svg width={18} height={18} viewBox="0 0 18 18" aria-hidden="true">
            <Mark tone={tone} x={9} y={10} />
          </svg>
          {label}
        </li>
      ))}
    </ul>
  );
}
