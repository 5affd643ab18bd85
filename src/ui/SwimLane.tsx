// Lanes over time: windows as bars, what happened as marks, today as a line, and the same as a table.
import { useElementSize } from '@mantine/hooks';
import { Figure } from './Figure.tsx';
import { formatDate, formatDateRange } from './format.ts';
import { ScrollRegion } from './ScrollRegion.tsx';
import classes from './SwimLane.module.css';
import { axisTicks, dayX, isWithinReach, spanDays, timeAxis, type TimeAxis } from './time-axis.ts';
import type { Tone } from './tokens.ts';
import { useUiWords } from './ui-words.ts';
import { useLanguage } from './words.ts';

/** A span of days in a lane, ends included. */
export interface LaneBar {
  readonly from: string;
  readonly to: string;
  readonly label: string;
  /** The day aimed at, drawn as a thin line in the bar. */
  readonly target?: string;
}

/** Something that happened or is planned on one day. */
export interface LaneMark {
  readonly on: string;
  readonly label: string;
  readonly tone: Tone;
  /** Hollow marks are planned, full ones happened. */
  readonly planned?: boolean;
}

export interface Lane {
  readonly key: string;
  readonly label: string;
  readonly bars: readonly LaneBar[];
  readonly marks: readonly LaneMark[];
}

export interface SwimLaneProps {
  readonly title: string;
  readonly finding: string;
  readonly lanes: readonly Lane[];
  /** Civil date of today, drawn as a line. */
  readonly today: string;
  /** What the tones mean here, in words. */
  readonly legend?: readonly { readonly tone: Tone; readonly label: string; readonly planned?: boolean }[];
}

const labelPx = 132;
const rowPx = 30;
const headPx = 28;
/** Narrower than this a day could no longer be told from the next. */
const minDayPx = 1;

/** A swim-lane picture; it scrolls sideways only where a day would get less than a pixel. */
export function SwimLane({ title, finding, lanes, today, legend = [] }: SwimLaneProps) {
  const words = useUiWords();
  const language = useLanguage();
  const { ref, width } = useElementSize<HTMLDivElement>();
  const dates = lanes.flatMap((lane) => [...lane.bars.flatMap((bar) => [bar.from, bar.to]), ...lane.marks.map((mark) => mark.on)]);
  const shownToday = isWithinReach(dates, today) ? today : null;
  const shownDates = shownToday === null ? dates : [...dates, shownToday];
  const full = Math.max(labelPx + 8 + spanDays(shownDates) * minDayPx, Math.floor(width));
  const axis = timeAxis(shownDates, full - labelPx - 8);
  const rows = lanes.flatMap((lane) => [
    ...lane.bars.map((bar) => [lane.label, bar.label, formatDate(bar.from, { language }), formatDate(bar.to, { language })]),
    ...lane.marks.map((mark) => [lane.label, mark.label, formatDate(mark.on, { language }), formatDate(mark.on, { language })]),
  ]);
  const heightPx = headPx + lanes.length * rowPx + 4;
  return (
    <Figure
      title={title}
      finding={finding}
      table={{ headers: [words('lane'), words('item'), words('from'), words('to')], rows }}
      legend={legend.length > 0 && <Legend entries={legend} />}
    >
      <ScrollRegion ref={ref} label={title} className={classes.scroll}>
        {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role */}
        <svg width={full} height={heightPx} role="img" aria-label={`${title}. ${finding}`} className={classes.svg}>
          <Axis axis={axis} heightPx={heightPx} today={shownToday} todayWord={words('today')} language={language} />
          {lanes.map((lane, index) => (
            <LaneRow key={lane.key} lane={lane} axis={axis} top={headPx + index * rowPx} width={full} language={language} />
          ))}
        </svg>
      </ScrollRegion>
    </Figure>
  );
}

interface AxisProps {
  readonly axis: TimeAxis;
  readonly heightPx: number;
  /** Null when today lies far from everything shown. */
  readonly today: string | null;
  readonly todayWord: string;
  readonly language: string;
}

function Axis({ axis, heightPx, today, todayWord, language }: AxisProps) {
  const todayX = today === null ? null : labelPx + dayX(axis, today);
  const halfWord = todayWord.length * 3.4 + 4;
  const isFree = (x: number) => todayX === null || Math.abs(x - todayX) > halfWord + 26;
  return (
    <g>
      {axisTicks(axis).map((tick) => {
        const x = labelPx + dayX(axis, tick, 'start');
        return (
          <g key={tick}>
            <line x1={x} x2={x} y1={headPx - 4} y2={heightPx} className={classes.tick} />
            {isFree(x) && (
              <text x={x} y={16} textAnchor="middle" className={classes.axis}>
                {formatDate(tick, { language, year: axis.from.year !== axis.to.year })}
              </text>
            )}
          </g>
        );
      })}
      {todayX !== null && (
        <>
          <line x1={todayX} x2={todayX} y1={headPx - 6} y2={heightPx} className={classes.today} />
          <text x={Math.min(todayX, labelPx + axis.widthPx + 4 - halfWord)} y={16} textAnchor="middle" className={classes.todayWord}>
            {todayWord}
          </text>
        </>
      )}
    </g>
  );
}

interface LaneRowProps {
  readonly lane: Lane;
  readonly axis: TimeAxis;
  readonly top: number;
  readonly width: number;
  readonly language: string;
}

function LaneRow({ lane, axis, top, width, language }: LaneRowProps) {
  const middle = top + rowPx / 2;
  return (
    <g>
      <line x1={0} x2={width} y1={top} y2={top} className={classes.rule} />
      <text x={4} y={middle + 4} className={classes.label}>
        {lane.label.length > 18 ? `${lane.label.slice(0, 17)}…` : lane.label}
        <title>{lane.label}</title>
      </text>
      {lane.bars.map((bar) => {
        const x = labelPx + dayX(axis, bar.from, 'start');
        return (
          <g key={`${bar.from} ${bar.label}`}>
            <rect
              x={x}
              y={middle - 7}
              width={Math.max(3, labelPx + dayX(axis, bar.to, 'end') - x)}
              height={14}
              rx={3}
              className={classes.bar}
            >
              <title>{`${bar.label}: ${formatDateRange(bar.from, bar.to, { language })}`}</title>
            </rect>
            {bar.target && (
              <line
                x1={labelPx + dayX(axis, bar.target)}
                x2={labelPx + dayX(axis, bar.target)}
                y1={middle - 7}
                y2={middle + 7}
                className={classes.target}
              />
            )}
          </g>
        );
      })}
      {lane.marks.map((mark) => (
        <Mark
          key={`${mark.on} ${mark.label}`}
          mark={mark}
          x={labelPx + dayX(axis, mark.on)}
          y={middle}
          title={`${mark.label}: ${formatDate(mark.on, { language })}`}
        />
      ))}
    </g>
  );
}

/** Tones differ by shape as well as by hue: circle, triangle, square, diamond. */
function Mark({
  mark,
  x,
  y,
  title,
}: {
  readonly mark: Pick<LaneMark, 'tone' | 'planned'>;
  readonly x: number;
  readonly y: number;
  readonly title?: string;
}) {
  const shapes: Readonly<Record<Tone, string>> = {
    good: `M${x - 5} ${y}a5 5 0 1 0 10 0a5 5 0 1 0 -10 0z`,
    neutral: `M${x - 4} ${y}a4 4 0 1 0 8 0a4 4 0 1 0 -8 0z`,
    attention: `M${x} ${y - 6}L${x + 6} ${y + 5}L${x - 6} ${y + 5}z`,
    late: `M${x} ${y - 6.5}L${x + 6.5} ${y}L${x} ${y + 6.5}L${x - 6.5} ${y}z`,
    blocked: `M${x - 5} ${y - 5}h10v10h-10z`,
  };
  return (
    <path d={shapes[mark.tone]} className={classes.mark} data-tone={mark.tone} data-planned={mark.planned ?? false}>
      {title && <title>{title}</title>}
    </path>
  );
}

function Legend({ entries }: { readonly entries: NonNullable<SwimLaneProps['legend']> }) {
  const words = useUiWords();
  return (
    <ul className={classes.legend} aria-label={words('legend')}>
      {entries.map((entry) => (
        <li key={entry.label}>
          <svg width={16} height={16} aria-hidden className={classes.svg}>
            <Mark mark={entry} x={8} y={8} />
          </svg>
          {entry.label}
        </li>
      ))}
    </ul>
  );
}
