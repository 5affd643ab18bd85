// What the page of one's own account asks and sends.
import { useQueryClient } from '@tanstack/react-query';
import { accessContract } from '#access/contract';
import type { AnswerOf } from '#platform/contract';
import { createApi } from '#ui';

const api = createApi({ access: accessContract });

/** Options of the questions and commands. */
export const accountApi = api.query.access;

export type Account = AnswerOf<(typeof accessContract)['account']>;

/** After a change the account is asked again. */
export function useAccountRefresh(): () => Promise<void> {
  const requests = useQueryClient();
  return async () => {
    await requests.invalidateQueries({ queryKey: accountApi.account.key() });
  };
}
