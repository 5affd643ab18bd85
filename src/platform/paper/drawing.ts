// Drawings on paper: vectors in the colours of print, said in words to whoever cannot see them.
import type { Drawing, Ink, Shape } from '#lib';
import { MARGIN, type Sheet } from './sheet.ts';
import { captionHeight, writeCaption } from './table.ts';

const COLOURS: Readonly<Record<Ink, string>> = {
  ours: '#2f5bd3',
  'ours-tint': '#d3def8',
  context: '#8b93a0',
  rule: '#e2e5ea',
  text: '#1a1c1f',
  faint: '#5b616b',
};

/** The height of a drawing with its caption. */
export function drawingHeight(sheet: Sheet, drawing: Drawing, caption: string): number {
  return captionHeight(sheet, caption) + drawing.height;
}

/** Writes a drawing under its caption; `says` is read aloud in its stead. */
export function writeDrawing(sheet: Sheet, drawing: Drawing, caption: string, says: string): void {
  sheet.makeRoom(drawingHeight(sheet, drawing, caption));
  const top = sheet.y + captionHeight(sheet, caption);
  const figure = sheet.document.struct('Figure', { alt: says, bbox: [MARGIN, top, MARGIN + drawing.width, top + drawing.height] });
  sheet.root.add(figure);
  writeCaption(sheet, figure, caption);
  figure.add(() => {
    for (const shape of drawing.shapes) draw(sheet, shape, drawing.letters, top);
  });
  figure.end();
  sheet.y = top + drawing.height + 6;
}

function draw(sheet: Sheet, shape: Shape, letters: number, top: number): void {
  const { document } = sheet;
  const colour = COLOURS[shape.ink];
  if (shape.kind === 'text') return drawText(sheet, shape, letters, top);
  if (shape.kind === 'box') {
    document
      .fillColor(colour)
      .rect(MARGIN + shape.x, top + shape.y, shape.width, shape.height)
      .fill();
  } else if (shape.kind === 'dot') {
    document
      .fillColor(colour)
      .circle(MARGIN + shape.x, top + shape.y, shape.radius)
      .fill();
  } else {
    for (const [at, [x, y]] of shape.points.entries()) {
      if (at === 0) document.moveTo(MARGIN + x, top + y);
      else document.lineTo(MARGIN + x, top + y);
    }
    if (shape.kind === 'area') document.fillColor(colour).closePath().fill();
    else document.strokeColor(colour).lineWidth(shape.thickness).stroke();
  }
}

function drawText(sheet: Sheet, { text, x, y, align, ink }: Extract<Shape, { kind: 'text' }>, size: number, top: number): void {
  const width = sheet.measure(text, size);
  const left = MARGIN + x - (align === 'right' ? width : align === 'middle' ? width / 2 : 0);
  // The middle of a line of letters lies this far below where pdfkit begins to write them.
  sheet.write(text, left, top + y - size * 0.6, Infinity, { size, colour: COLOURS[ink] });
}
