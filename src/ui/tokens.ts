// The colours of the product, light and dark; contrast between them is tested, so change them here only.

/** Every colour token of one scheme; each becomes the CSS variable `--sw-<name>`. */
export interface Palette {
  readonly canvas: string;
  readonly sunken: string;
  readonly raised: string;
  readonly hover: string;
  readonly selected: string;
  readonly border: string;
  readonly outline: string;
  readonly text: string;
  readonly dim: string;
  readonly accent: string;
  readonly 'accent-fill': string;
  readonly 'accent-hover': string;
  readonly 'on-accent': string;
  readonly good: string;
  readonly 'good-tint': string;
  readonly attention: string;
  readonly 'attention-tint': string;
  readonly late: string;
  readonly 'late-tint': string;
  readonly blocked: string;
  readonly 'blocked-tint': string;
  readonly neutral: string;
  readonly 'neutral-tint': string;
  readonly 'chart-1': string;
  readonly 'chart-2': string;
  readonly 'chart-3': string;
  readonly context: string;
}

export const light: Palette = {
  canvas: '#ffffff',
  sunken: '#f6f7f9',
  raised: '#ffffff',
  hover: '#f3f5f8',
  selected: '#e9effc',
  border: '#e2e5ea',
  outline: '#858d99',
  text: '#1c2128',
  dim: '#565f6c',
  accent: '#2650c4',
  'accent-fill': '#2f5bd3',
  'accent-hover': '#2449b0',
  'on-accent': '#ffffff',
  good: '#17663a',
  'good-tint': '#e5f4ea',
  attention: '#7a5100',
  'attention-tint': '#fdf3d8',
  late: '#a23a0a',
  'late-tint': '#fdece2',
  blocked: '#b3182f',
  'blocked-tint': '#fdeaec',
  neutral: '#565f6c',
  'neutral-tint': '#eff1f4',
  'chart-1': '#2f5bd3',
  'chart-2': '#8ca7ea',
  'chart-3': '#d3def8',
  context: '#8b93a0',
};

export const dark: Palette = {
  canvas: '#14171c',
  sunken: '#0f1115',
  raised: '#1a1e24',
  hover: '#1e232a',
  selected: '#1d2942',
  border: '#2a3039',
  outline: '#6d7683',
  text: '#e4e8ee',
  dim: '#9aa4b2',
  accent: '#93b4ff',
  'accent-fill': '#3d68dd',
  'accent-hover': '#345fd4',
  'on-accent': '#ffffff',
  good: '#63cb8c',
  'good-tint': '#14301f',
  attention: '#e3b341',
  'attention-tint': '#33280b',
  late: '#f59b62',
  'late-tint': '#3a2214',
  blocked: '#ff8f98',
  'blocked-tint': '#3d1a20',
  neutral: '#9aa4b2',
  'neutral-tint': '#232932',
  'chart-1': '#7fa3f7',
  'chart-2': '#4668b8',
  'chart-3': '#263a66',
  context: '#7d8795',
};

/** The five things a status can say; each has its own hue, icon and word. */
export type Tone = 'good' | 'attention' | 'late' | 'blocked' | 'neutral';

export const tones: readonly Tone[] = ['good', 'attention', 'late', 'blocked', 'neutral'];

/** The palette as CSS variables. */
export function paletteVariables(palette: Palette): Record<string, string> {
  return Object.fromEntries(Object.entries(palette).map(([name, value]) => [`--sw-${name}`, value]));
}

const channel = (part: string): number => {
  const value = Number.parseInt(part, 16) / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
};

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [hex.slice(1, 3), hex.slice(3, 5), hex.slice(5, 7)].map(channel);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** Contrast ratio of two `#rrggbb` colours, 1 to 21 (WCAG 2.2, relative luminance). */
export function contrast(a: string, b: string): number {
  const [low = 0, high = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}
