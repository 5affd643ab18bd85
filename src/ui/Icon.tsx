// Our own small set of line icons, 16 px, drawn in the colour of the text around them.
const paths = {
  today: 'M3 4.5h10v8.5H3zM3 7h10M5.5 3v2M10.5 3v2M6 10l1.5 1.5L10.5 9',
  people:
    'M6 7.5a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4zM2 13c.3-2.4 1.9-3.8 4-3.8s3.7 1.4 4 3.8M10.5 3.3a2 2 0 0 1 0 4M11.5 9.3c1.5.4 2.3 1.7 2.5 3.7',
  book: 'M3.5 3h7a2 2 0 0 1 2 2v8h-7a2 2 0 0 1-2-2zM3.5 11a2 2 0 0 1 2-2h7',
  money: 'M8 2.5v11M10.8 5.2C10.3 4.3 9.3 3.8 8 3.8c-1.7 0-2.8.8-2.8 2.1C5.2 9 11 7.3 11 10.2c0 1.3-1.2 2.1-3 2.1-1.5 0-2.6-.6-3.1-1.6',
  shield: 'M8 2.5l5 1.8v3.4c0 2.8-2 4.8-5 5.9-3-1.1-5-3.1-5-5.9V4.3zM6 8l1.5 1.5L10.3 6.5',
  network:
    'M8 6.2a1.7 1.7 0 1 0 0-3.4 1.7 1.7 0 0 0 0 3.4zM3.7 13.2a1.7 1.7 0 1 0 0-3.4 1.7 1.7 0 0 0 0 3.4zM12.3 13.2a1.7 1.7 0 1 0 0-3.4 1.7 1.7 0 0 0 0 3.4zM7.2 6l-2.7 4M8.8 6l2.7 4M5.4 11.5h5.2',
  chart: 'M3 13V3M3 13h10M6 10.5V8M9 10.5v-5M12 10.5v-3.5',
  globe:
    'M8 13.5a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11zM2.5 8h11M8 2.5c1.7 1.4 2.5 3.3 2.5 5.5s-.8 4.1-2.5 5.5M8 2.5C6.3 3.9 5.5 5.8 5.5 8s.8 4.1 2.5 5.5',
  list: 'M3 4.5h.01M3 8h.01M3 11.5h.01M5.5 4.5H13M5.5 8H13M5.5 11.5H13',
  inbox: 'M2.5 9l2-5.5h7l2 5.5v3.5h-11zM2.5 9h3.2l.8 1.5h3l.8-1.5h3.2',
  settings:
    'M8 10a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM8 2.5v1.7M8 11.8v1.7M2.5 8h1.7M11.8 8h1.7M4.1 4.1l1.2 1.2M10.7 10.7l1.2 1.2M11.9 4.1l-1.2 1.2M5.3 10.7l-1.2 1.2',
  file: 'M4 2.5h5l3 3v8H4zM9 2.5v3h3',
  search: 'M7 11.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9zM10.3 10.3l3.2 3.2',
  flag: 'M4 13.5v-11h8l-2 3 2 3H4',
  clock: 'M8 13.5a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11zM8 5v3.2l2 1.3',
  check: 'M3.5 8.5l3 3 6-7',
  warning: 'M8 3l5.7 10H2.3zM8 6.8v2.9M8 11.3h.01',
  late: 'M8 13.5a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11zM8 5v3.5M8 10.8h.01',
  blocked: 'M8 13.5a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11zM4.2 4.2l7.6 7.6',
  dot: 'M8 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6z',
  bell: 'M4 11.5c1-1 1-2.2 1-4.5a3 3 0 0 1 6 0c0 2.3 0 3.5 1 4.5zM6.8 13.5h2.4M8 4V2.5',
  menu: 'M2.5 4.5h11M2.5 8h11M2.5 11.5h11',
  close: 'M4 4l8 8M12 4l-8 8',
  chevron: 'M6 4l4 4-4 4',
  up: 'M8 12.5v-9M4.5 7L8 3.5 11.5 7',
  down: 'M8 3.5v9M4.5 9L8 12.5 11.5 9',
  plus: 'M8 3.5v9M3.5 8h9',
  pencil: 'M3 13l.6-2.7 7-7 2.1 2.1-7 7z',
  download: 'M8 2.5v7M5 7l3 3 3-3M3 13h10',
  person: 'M8 7.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM3 13.5c.4-2.9 2.3-4.4 5-4.4s4.6 1.5 5 4.4',
  external: 'M6.5 3.5h-3v9h9v-3M9 3h4v4M13 3L7.5 8.5',
  arrow: 'M3 8h10M9.5 4.5L13 8l-3.5 3.5',
} as const;

/** The names of the icons. */
export type IconName = keyof typeof paths;

export interface IconProps {
  readonly name: IconName;
  readonly size?: number;
  /** Only for an icon that stands without a word. */
  readonly label?: string;
}

/** An icon; hidden from screen readers unless it carries a label. */
export function Icon({ name, size = 16, label }: IconProps) {
  const spoken = label ? ({ role: 'img', 'aria-label': label } as const) : ({ 'aria-hidden': true } as const);
  return (
    <svg
      {...spoken}
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.4}
      strokeLinecap="round"
      strokeLinejoin="round"
      focusable="false"
    >
      <path d={paths[name]} />
    </svg>
  );
}
