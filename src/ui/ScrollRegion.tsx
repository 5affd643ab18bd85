// A part of a page that scrolls by itself: named, and reachable with the keyboard.
import type { CSSProperties, ReactNode, Ref } from 'react';

export interface ScrollRegionProps {
  readonly label: string;
  readonly className?: string | undefined;
  readonly style?: CSSProperties;
  readonly ref?: Ref<HTMLElement>;
  readonly children: ReactNode;
}

/** Scrolls its content and takes focus, because what scrolls must be scrollable by keyboard (WCAG 2.1.1). */
export function ScrollRegion({ label, className, style, ref, children }: ScrollRegionProps) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section ref={ref} className={className} style={style} aria-label={label} tabIndex={0}>
      {children}
    </section>
  );
}
