// The page and the panel of histories; everything is loaded when first opened.
import { lazyPage, lazyPart, type RoomPage } from '#ui';

/** The room's pages. `?zone=America/Chicago` tells local times, `?of=101-007&back=/subjects/...` where the reader came from. */
export const auditPages: readonly RoomPage[] = [
  { path: '/history/$recordId', component: lazyPage(() => import('./HistoryPage.tsx'), 'HistoryPage'), permission: 'audit.view' },
];

/** What happened to one record, for the pages that join rooms; nothing for readers without the right. */
export const HistoryPanel = lazyPart(() => import('./HistoryPanel.tsx'), 'HistoryPanel', 4);
export { HistoryButton } from './HistoryButton.tsx';
export type { HistoryPanelProps } from './HistoryPanel.tsx';
