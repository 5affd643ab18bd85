// The only list of the rooms, in the order in which they may know each other: a room imports only what stands to its left.
import type { Act, RoomListener } from '#access';
import { financeListeners } from '#finance';
import { monitoringListeners } from '#monitoring';
import { networkListeners } from '#network';
import { notificationsListeners } from '#notifications';
import { teller } from '#platform';
import { studiesListeners } from '#studies';
import { visitsListeners } from '#visits';

/** The order of the house; the walls' checker reads it from here. */
export const roomOrder = [
  'lib',
  'stats',
  'platform',
  'access',
  'audit',
  'vault',
  'files',
  'signatures',
  'tasks',
  'network',
  'staff',
  'studies',
  'regulatory',
  'subjects',
  'visits',
  'safety',
  'supplies',
  'recruitment',
  'finance',
  'workforce',
  'monitoring',
  'startup',
  'forecasting',
  'market',
  'interop',
  'notifications',
  'portal',
  'desk',
  'demo',
  'app',
] as const;

/** What follows from which fact, in the order in which it happens. */
export const listeners: readonly RoomListener[] = [
  ...networkListeners,
  ...studiesListeners,
  ...visitsListeners,
  ...financeListeners,
  ...monitoringListeners,
  ...notificationsListeners,
];

/** Tells a fact to every room that listens. */
export const tell = teller<Act>(listeners);
