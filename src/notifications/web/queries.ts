// What the bell and the page ask, and having read something.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { AnswerOf } from '#platform/contract';
import { createApi } from '#ui';
import { notificationsContract } from '../contract.ts';

/** Options of the room's questions and commands. */
export const notificationsApi = createApi({ notifications: notificationsContract }).query.notifications;

export type Notification = AnswerOf<(typeof notificationsContract)['list']>['items'][number];

/** Marks some as read, or all up to a moment; the bell and the list follow. */
export function useMarkRead() {
  const requests = useQueryClient();
  return useMutation({
    ...notificationsApi.markRead.mutationOptions(),
    onSuccess: () => requests.invalidateQueries({ queryKey: notificationsApi.key() }),
  });
}
