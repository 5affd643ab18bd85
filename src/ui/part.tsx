// Parts of pages whose files are loaded when they are first needed, or ahead of that by the page that will show them.
import { useSyncExternalStore, type ComponentType, type ReactNode } from 'react';
import { Waiting } from './Waiting.tsx';

/** A component that is there once its file is. */
export interface LazyPart<Props extends object> {
  (props: Props): ReactNode;
  /** Begins to load the file; a file that did not come is asked for again by the next one who needs it. */
  readonly preload: () => Promise<void>;
}

/** Begins to load parts that will be shown soon. One that does not come says so where it is shown. */
export function preloadParts(parts: readonly Pick<LazyPart<object>, 'preload'>[]): void {
  for (const part of parts) part.preload().catch(() => undefined);
}

/**
 * A part loaded when first shown: `lazyPart(() => import('./Thing.tsx'), 'Thing')`. Until then it is nothing, or a placeholder of `rows`
 * lines. It does not suspend: React would take away what stands around it, and bring both back no sooner than 300 ms later.
 */
export function lazyPart<K extends string, Props extends object>(
  load: () => Promise<Record<K, ComponentType<Props>>>,
  name: K,
  rows = 0,
): LazyPart<Props> {
  let state: { readonly component?: ComponentType<Props>; readonly error?: Error } = {};
  let loading: Promise<void> | undefined;
  const waiting = new Set<() => void>();
  const settle = (next: typeof state) => {
    state = next;
    for (const tell of waiting) tell();
  };
  const preload = () =>
    (loading ??= load().then(
      (found) => settle({ component: found[name] }),
      (error: unknown) => {
        loading = undefined;
        settle({ error: error instanceof Error ? error : new Error(String(error)) });
        throw error;
      },
    ));
  const subscribe = (tell: () => void) => {
    waiting.add(tell);
    preload().catch(() => undefined);
    return () => waiting.delete(tell);
  };
  function Part(props: Props) {
    const { component: Loaded, error } = useSyncExternalStore(subscribe, () => state);
    if (Loaded) return <Loaded {...props} />;
    if (error) throw error;
    return rows > 0 ? <Waiting rows={rows} /> : null;
  }
  return Object.assign(Part, { preload });
}
