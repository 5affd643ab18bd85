// A drawing of plain shapes, made once and shown wherever it is needed: on paper as vectors, on a page as SVG.

/** What a shape is drawn in; each medium has its own colours for them. */
export type Ink = 'ours' | 'ours-tint' | 'context' | 'rule' | 'text' | 'faint';

export type DrawnPoint = readonly [x: number, y: number];

/** A shape in points from the upper left corner; of a text, `y` is its middle. */
export type Shape =
  | { readonly kind: 'box'; readonly x: number; readonly y: number; readonly width: number; readonly height: number; readonly ink: Ink }
  | { readonly kind: 'line'; readonly points: readonly DrawnPoint[]; readonly ink: Ink; readonly thickness: number }
  | { readonly kind: 'area'; readonly points: readonly DrawnPoint[]; readonly ink: Ink }
  | { readonly kind: 'dot'; readonly x: number; readonly y: number; readonly radius: number; readonly ink: Ink }
  | {
      readonly kind: 'text';
      readonly x: number;
      readonly y: number;
      readonly text: string;
      readonly align: 'left' | 'right' | 'middle';
      readonly ink: Ink;
    };

/** A drawing; `letters` is the size of its texts. */
export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly letters: number;
  readonly shapes: readonly Shape[];
}
