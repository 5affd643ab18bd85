// The words of notifications: what one was told, how many are new, and having read them.
import { z } from 'zod';
import { command, id, instantText, page, question } from '#platform/contract';
import { notificationKinds } from './rules.ts';

export const notificationView = z.object({
  id,
  kind: z.enum(notificationKinds),
  at: instantText,
  readAt: instantText.nullable(),
  siteId: id.nullable(),
  studyId: id.nullable(),
  recordId: id.nullable(),
  /** Where it happened, as far as the reader knows the place. */
  place: z.object({ studyCode: z.string().nullable(), siteName: z.string().nullable(), timeZone: z.string().nullable() }),
  /** Codes, ids, numbers and days; the browser puts them into words. */
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
});

const unread = z.object({ unread: z.number().int() });

/** The room's routes. */
export const notificationsContract = {
  list: question({
    name: 'notifications.list',
    permission: 'access.self',
    path: '/notifications',
    summary: 'What you were told in the last 30 days, the latest first',
    query: {
      only: z.enum(['unread']).optional(),
      after: z
        .string()
        .regex(/^\d{4}-\d{2}-\d{2}T[0-9:.]{5,18}Z_[0-9a-f-]{36}$/, 'must be the `next` of the part before')
        .optional(),
      limit: z.coerce.number().int().min(1).max(100).default(50),
    },
    output: page(notificationView),
  }),
  count: question({
    name: 'notifications.count',
    permission: 'access.self',
    path: '/notifications/count',
    summary: 'How many you have not read',
    output: unread,
  }),
  markRead: command({
    name: 'notifications.mark-read',
    permission: 'access.self',
    path: '/notifications/readings',
    summary: 'Say that you have read some of them, or all up to a moment',
    body: { ids: z.array(id).max(100).default([]), upTo: instantText.optional() },
    output: unread,
  }),
};
