// The swim lane and the matrix, with a sample garden.
import { PageHeader, ScheduleGrid, SwimLane, type GridMark, type Lane } from '../index.ts';

const lanes: readonly Lane[] = [
  {
    key: 'a',
    label: 'Bed A, tomatoes',
    bars: [
      { from: '2026-03-02', to: '2026-03-08', target: '2026-03-05', label: 'Sow' },
      { from: '2026-04-04', to: '2026-04-10', target: '2026-04-07', label: 'Plant out' },
      { from: '2026-05-02', to: '2026-05-08', target: '2026-05-05', label: 'Tie up' },
      { from: '2026-05-26', to: '2026-06-09', target: '2026-06-02', label: 'Pick' },
    ],
    marks: [
      { on: '2026-03-05', label: 'Sown', tone: 'good' },
      { on: '2026-04-13', label: 'Planted out 3 days late', tone: 'late' },
      { on: '2026-05-05', label: 'Tying planned', tone: 'neutral', planned: true },
    ],
  },
  {
    key: 'b',
    label: 'Bed B, a name that is rather long',
    bars: [
      { from: '2026-03-09', to: '2026-03-15', target: '2026-03-12', label: 'Sow' },
      { from: '2026-04-18', to: '2026-04-26', target: '2026-04-22', label: 'Plant out' },
    ],
    marks: [
      { on: '2026-03-14', label: 'Sown', tone: 'good' },
      { on: '2026-04-20', label: 'No helper yet', tone: 'attention', planned: true },
    ],
  },
  {
    key: 'c',
    label: 'Bed C',
    bars: [{ from: '2026-03-20', to: '2026-04-02', label: 'Dig' }],
    marks: [{ on: '2026-04-02', label: 'Not done', tone: 'blocked' }],
  },
];

const columns = [
  { key: 'w1', group: 'Prepare', label: 'W1', sub: 'Day -14 ±2' },
  { key: 'w3', group: 'Prepare', label: 'W3', sub: 'Day 1' },
  ...[15, 29, 57, 85, 113].map((day, n) => ({ key: `g${n}`, group: 'Grow', label: `G${n + 1}`, sub: `Day ${day} ±3` })),
  { key: 'end', group: 'Close', label: 'End', sub: 'Day 141 ±7' },
];
const done: GridMark = { symbol: 'X', text: 'to be done' };
const maybe: GridMark = { symbol: 'O', text: 'only if dry', emphasis: 'quiet' };
const paid: GridMark = { symbol: 'X¹', text: 'to be done, paid apart', emphasis: 'strong' };
const marks = (text: string): Record<string, GridMark> => {
  const kinds: Readonly<Record<string, GridMark>> = { x: done, o: maybe, p: paid };
  return Object.fromEntries(columns.flatMap((column, at) => (kinds[text[at] ?? ''] ? [[column.key, kinds[text[at] ?? ''] ?? done]] : [])));
};
const rows = [
  { key: 'dig', group: 'Soil', label: 'Dig over', marks: marks('xx.....x') },
  { key: 'lime', group: 'Soil', label: 'Spread lime and rake it in evenly', marks: marks('x.......') },
  { key: 'water', group: 'Care', label: 'Water', marks: marks('.xxxxxxo') },
  { key: 'weed', group: 'Care', label: 'Weed', marks: marks('..xoxox.') },
  { key: 'lab', group: 'Measure', label: 'Soil test by post', marks: marks('p..p...p') },
  { key: 'photo', group: 'Measure', label: 'Photograph', marks: marks('xxxxxxxx') },
];

/** Pictures with their table alternatives. */
export function PicturesPage() {
  return (
    <>
      <PageHeader title="A season" crumbs={[{ label: 'Garden', to: '/' }]} lead="What is planned, in which windows, and what happened." />
      <SwimLane
        title="Windows and work"
        finding="Bed A was planted out 3 days after its window (4–10 Apr); everything later keeps its window."
        lanes={lanes}
        today="2026-04-16"
        legend={[
          { tone: 'good', label: 'Done in window' },
          { tone: 'late', label: 'Done late' },
          { tone: 'blocked', label: 'Not done' },
          { tone: 'neutral', label: 'Planned', planned: true },
          { tone: 'attention', label: 'Planned, needs attention', planned: true },
        ]}
      />
      <ScheduleGrid label="Work by week" corner="Work" columns={columns} rows={rows} maxHeight="520px" onOpen={() => undefined} />
    </>
  );
}
