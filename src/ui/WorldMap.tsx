// Places on a map of the world, each a link with its state in hue, shape and word; the same places stand in a table.
import { geoNaturalEarth1, geoPath } from 'd3-geo';
import type { Topology, GeometryCollection } from 'topojson-specification';
import { feature } from 'topojson-client';
import land from 'world-atlas/land-110m.json' with { type: 'json' };
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

/** The map. What is worst is drawn last, so that nothing hides it. */
export function WorldMap({ title, finding, places, table, keys }: WorldMapProps) {
  const order: readonly Tone[] = ['neutral', 'good', 'attention', 'late', 'blocked'];
  const sorted = [...places].sort((a, b) => order.indexOf(a.tone) - order.indexOf(b.tone));
  return (
    <Figure title={title} finding={finding} table={table} legend={<Keys keys={keys} />}>
      <svg className={classes.map} viewBox={`0 0 ${WIDTH} ${HEIGHT}`}>
        <path className={classes.land} d={outline} aria-hidden="true" />
        {sorted.map((place) => (
          <Dot key={place.key} place={place} />
        ))}
      </svg>
    </Figure>
  );
}

function Dot({ place }: { readonly place: MapPlace }) {
  const [x, y] = projection([place.longitude, place.latitude]) ?? [0, 0];
  return (
    <PageLink to={place.to} aria-label={`${place.name}: ${place.text}`} className={classes.place} data-tone={place.tone}>
      <title>{`${place.name}: ${place.text}`}</title>
      <circle className={classes.reach} cx={x} cy={y} r={12} />
      <Mark tone={place.tone} x={x} y={y} />
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
