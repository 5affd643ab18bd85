// What the pages of access ask and send; the room's name in front keeps the kept answers of rooms apart.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { AnswerOf } from '#platform/contract';
import { createApi, useSession } from '#ui';
import { accessContract } from '../contract.ts';
import { scopeSource } from './scopes.ts';

const api = createApi({ access: accessContract });

/** Options of the room's questions and commands. */
export const accessApi = api.query.access;

export type PersonView = AnswerOf<(typeof accessContract)['person']>;
export type GrantView = PersonView['grants'][number];

/** After a command of this room, everything it shows is asked again. */
export function useRefresh(): () => Promise<void> {
  const requests = useQueryClient();
  return async () => {
    await requests.invalidateQueries({ queryKey: accessApi.key() });
  };
}

/** Sites and studies to choose from and to name grants by; empty where the person may not see them. */
export function useScopes() {
  const sites = useQuery({ queryKey: ['access', 'scopes', 'sites'], queryFn: () => scopeSource().sites(), staleTime: 300_000 });
  const studies = useQuery({ queryKey: ['access', 'scopes', 'studies'], queryFn: () => scopeSource().studies(), staleTime: 300_000 });
  return { sites: sites.data ?? [], studies: studies.data ?? [], failed: sites.error ?? studies.error };
}

/** Today in UTC by the server's clock, the day by which grants begin and end. */
export function useToday(): string {
  return useSession().today;
}
