// The pages of all rooms, in the rooms' order; the only place of the browser program that knows every room.
import type { RoomPage } from '#ui';

export const pages: readonly RoomPage[] = [];
