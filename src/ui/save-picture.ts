// Saves a drawn picture as a file that stands by itself: colours resolved, a ground behind it, and for PNG twice the size.
import { saveFile } from './save-file.ts';

const SCALE = 2;

/** Offers the picture as `title.svg` or `title.png`. */
export async function savePicture(svg: SVGSVGElement, title: string, format: 'svg' | 'png'): Promise<void> {
  const text = standalone(svg, getComputedStyle(svg));
  const blob = format === 'svg' ? new Blob([text], { type: 'image/svg+xml' }) : await rasterOf(text, svg);
  saveFile(blob, `${title}.${format}`);
}

/** The picture's text with every colour token replaced by its colour in this scheme. */
export function standalone(svg: SVGSVGElement, style: Pick<CSSStyleDeclaration, 'getPropertyValue' | 'color' | 'fontFamily'>): string {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.setAttribute('font-family', style.fontFamily);
  copy.setAttribute('font-size', '12');
  const ground = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
  for (const [name, value] of Object.entries({ width: '100%', height: '100%', fill: 'var(--sw-canvas)' })) ground.setAttribute(name, value);
  copy.prepend(ground);
  return resolveTokens(new XMLSerializer().serializeToString(copy), (token) => style.getPropertyValue(token).trim()).replaceAll(
    'currentColor',
    style.color,
  );
}

/** Replaces `var(--token)` by what `colourOf` says of it; an unknown one becomes black rather than nothing. */
export function resolveTokens(text: string, colourOf: (token: string) => string): string {
  return text.replaceAll(/var\((--[\w-]+)\)/g, (_, token: string) => colourOf(token) || '#000000');
}

async function rasterOf(text: string, svg: SVGSVGElement): Promise<Blob> {
  const { width, height } = svg.getBoundingClientRect();
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  await image.decode();
  const canvas = Object.assign(document.createElement('canvas'), { width: width * SCALE, height: height * SCALE });
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('the browser made no picture'))), 'image/png'),
  );
}
