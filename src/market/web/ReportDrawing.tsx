// A drawing of a report as SVG, in the colours of the page.
import type { Drawing, Shape } from '#lib';
import classes from './report.module.css';

/** The drawing, said in words to whoever cannot see it. */
export function ReportDrawing({ drawing, says }: { readonly drawing: Drawing; readonly says: string }) {
  const { width, height, letters, shapes } = drawing;
  return (
    <svg role="img" aria-label={says} viewBox={`0 0 ${width} ${height}`} className={classes.drawing} fontSize={letters}>
      {shapes.map((shape, at) => (
        <Drawn key={at} shape={shape} />
      ))}
    </svg>
  );
}

const ANCHORS = { left: 'start', middle: 'middle', right: 'end' } as const;

function Drawn({ shape }: { readonly shape: Shape }) {
  if (shape.kind === 'box') return <rect x={shape.x} y={shape.y} width={shape.width} height={shape.height} data-ink={shape.ink} />;
  if (shape.kind === 'dot') return <circle cx={shape.x} cy={shape.y} r={shape.radius} data-ink={shape.ink} />;
  if (shape.kind === 'text')
    return (
      <text x={shape.x} y={shape.y} textAnchor={ANCHORS[shape.align]} dominantBaseline="central" data-ink={shape.ink}>
        {shape.text}
      </text>
    );
  const points = shape.points.map((point) => point.join(',')).join(' ');
  if (shape.kind === 'area') return <polygon points={points} data-ink={shape.ink} />;
  return <polyline points={points} data-line={shape.ink} strokeWidth={shape.thickness} />;
}
