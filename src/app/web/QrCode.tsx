// A QR code as one path: dark on white in every appearance, with the quiet margin that cameras need.
import qrcode from 'qrcode-generator';
import classes from './EnrolPage.module.css';

const MARGIN = 4;

/** Draws `text`; `label` says what it is for. */
export function QrCode({ text, label }: { readonly text: string; readonly label: string }) {
  const code = qrcode(0, 'M');
  code.addData(text);
  code.make();
  const count = code.getModuleCount();
  const size = count + 2 * MARGIN;
  const places = Array.from({ length: count * count }, (_, at) => [Math.floor(at / count), at % count] as const);
  const dark = places
    .filter(([row, column]) => code.isDark(row, column))
    .map(([row, column]) => `M${column + MARGIN} ${row + MARGIN}h1v1h-1z`);
  return (
    <svg className={classes.qr} viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} shapeRendering="crispEdges">
      <rect width={size} height={size} fill="#ffffff" />
      <path d={dark.join('')} fill="#000000" />
    </svg>
  );
}
