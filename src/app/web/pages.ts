// The pages of all rooms, in the rooms' order; the only place of the browser program that knows every room.
import { accessPages, provideScopes } from '#access/web';
import { auditPages } from '#audit/web';
import { deskPages } from '#desk/web';
import { financePages } from '#finance/web';
import { forecastingPages } from '#forecasting/web';
import { interopPages } from '#interop/web';
import { marketPages } from '#market/web';
import { monitoringPages } from '#monitoring/web';
import { notificationsPages } from '#notifications/web';
import { studiesPages } from '#studies/web';
import type { RoomPage } from '#ui';
import { jobPages } from './job-pages.ts';

provideScopes({
  sites: async () => (await import('./scope-lists.ts')).sites(),
  studies: async () => (await import('./scope-lists.ts')).studies(),
});

export const pages: readonly RoomPage[] = [
  ...accessPages,
  ...auditPages,
  ...studiesPages,
  ...deskPages,
  ...financePages,
  ...monitoringPages,
  ...forecastingPages,
  ...marketPages,
  ...interopPages,
  ...notificationsPages,
  ...jobPages,
];
