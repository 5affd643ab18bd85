// What a room tells the shell about its pages: address, permission, place in the navigation.
import { lazyRouteComponent, type AsyncRouteComponent } from '@tanstack/react-router';
import type { ComponentType } from 'react';
import type { IconName } from './Icon.tsx';
import { preloadParts, type LazyPart } from './part.tsx';

/** An entry of the navigation; at most nine are shown to one person, lowest `order` first. */
export interface NavPlace {
  readonly words: string;
  readonly labelKey: string;
  readonly icon: IconName;
  readonly order: number;
  /** Stands there only for holders of one of these; others may open the page and find nothing on it. */
  readonly for?: readonly string[];
}

/** A page of a room. `path` is written `/things/$thingId`. Without `permission` every signed-in person may open it. */
export interface RoomPage {
  readonly path: string;
  readonly component: LazyPage;
  readonly permission?: string;
  readonly nav?: NavPlace;
  /** Address of the entry of the navigation it belongs to, where that does not begin its own: `/money` for a page below a study. */
  readonly place?: string;
}

/** A page whose file is loaded when it is first opened or pointed at. */
export type LazyPage = AsyncRouteComponent<object>;

/**
 * A page loaded when first opened: `lazyPage(() => import('./ThingPage.tsx'), 'ThingPage')`. The router loads it before it leaves the page
 * before: React holds a page back for 300 ms once it had to show something in its stead. The parts that it will show begin to load with it.
 */
export function lazyPage<K extends string>(
  load: () => Promise<Record<K, ComponentType>>,
  name: K,
  parts: readonly Pick<LazyPart<object>, 'preload'>[] = [],
): LazyPage {
  const loadAll = () => {
    const page = load();
    preloadParts(parts);
    return page;
  };
  return lazyRouteComponent(loadAll, name);
}
