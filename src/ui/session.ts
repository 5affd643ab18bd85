// Who is signed in, as the pages see it: a name, permissions, and whether this is a demonstration.
import { createContext, useContext } from 'react';

/** The least every session carries; rooms may know more and ask for it by type. */
export interface Session {
  readonly person: { readonly id: string; readonly name: string };
  readonly permissions: readonly string[];
  readonly demo: boolean;
  /** The server's day in UTC, `YYYY-MM-DD`; a device's own clock may stand elsewhere. */
  readonly today: string;
}

export const SessionContext = createContext<Session | undefined>(undefined);

/** The session of the signed-in person. Throws outside the signed-in part of the product. */
export function useSession<S extends Session = Session>(): S {
  const session = useContext(SessionContext);
  if (!session) throw new Error('useSession was called outside the signed-in pages');
  return session as S;
}

/** Whether the signed-in person holds a permission; only a hint for what to offer, the server decides. */
export function useMay(permission: string): boolean {
  return useSession().permissions.includes(permission);
}
