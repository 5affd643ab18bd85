// A QR code as a picture: dark on white in every appearance, with the quiet margin that cameras need.
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
  const drawing =
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges">` +
    `<rect width="${size}" height="${size}" fill="#fff"/><path d="${dark.join('')}" fill="#000"/></svg>`;
  return <img className={classes.qr} src={`data:image/svg+xml,${encodeURIComponent(drawing)}`} alt={label} />;
}
