// The page of notifications and the bell that counts the new ones; both are loaded when first shown.
import { lazyPage, lazyPart, type RoomPage } from '#ui';

/** The room's pages. */
export const notificationsPages: readonly RoomPage[] = [
  { path: '/notifications', component: lazyPage(() => import('./NotificationsPage.tsx'), 'NotificationsPage') },
];

/** A link to the page with the number of new ones, asked for while somebody is there. */
export const Bell = lazyPart(() => import('./Bell.tsx'), 'Bell');
