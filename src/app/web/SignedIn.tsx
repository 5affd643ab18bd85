// Everything behind signing in: loads the session, frames the page, guards it by permission.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Outlet, useRouter, useRouterState } from '@tanstack/react-router';
import { Suspense, useEffect, useState, type ReactNode } from 'react';
import {
  AccountMenu,
  AppShell,
  Problem,
  SessionContext,
  statusOf,
  useGo,
  lazyPart,
  useLanguage,
  useProofNeeded,
  useSession,
  ViewStoreContext,
  Waiting,
  wordsOf,
  type RoomPage,
  type ViewStore,
} from '#ui';
import { sessionQuery, signOut } from './accounts.ts';
import { pages } from './pages.ts';
import { homeOf, isOpenTo, navEntries, placeOf } from './places.ts';
import { DeniedPage, NothingPage } from './PlainPages.tsx';
import { ShellTools } from './ShellTools.tsx';
import { useWebWords } from './web-words.ts';

const ProofDrawer = lazyPart(() => import('./ProofDrawer.tsx'), 'ProofDrawer');

/** The person's views of tables are on the server; the client for them comes with the first table. */
const viewStore: ViewStore = {
  load: async () => (await import('./kept-views.ts')).loadViews(),
  keep: async (view) => (await import('./kept-views.ts')).keepView(view),
  forget: async (viewId) => (await import('./kept-views.ts')).forgetView(viewId),
};

const languages = [
  { code: 'en', name: 'English' },
  { code: 'es', name: 'Español' },
];

/** The frame of all signed-in pages. Sends to the sign-in page when nobody is signed in. */
export function SignedIn() {
  const session = useQuery(sessionQuery);
  if (statusOf(session.error) === 401) return <ToSignIn />;
  if (session.error && !session.data) {
    return (
      <main style={{ padding: 32 }}>
        <Problem error={session.error} onRetry={() => void session.refetch()} />
      </main>
    );
  }
  if (!session.data) return <Waiting rows={8} />;
  return (
    <SessionContext value={session.data}>
      <ViewStoreContext value={viewStore}>
        <Frame>
          <Suspense fallback={<Waiting rows={8} />}>
            <Outlet />
          </Suspense>
        </Frame>
      </ViewStoreContext>
    </SessionContext>
  );
}

/** Goes to the sign-in page once, remembering the address asked for before the navigation changes it. */
function ToSignIn() {
  const go = useGo();
  const [asked] = useState(useRouter().state.location.href);
  useEffect(() => go(`/sign-in?next=${encodeURIComponent(asked)}`, { replace: true }), [go, asked]);
  return <Waiting />;
}

/** Moves on once; the address is the same for every render of it. */
function Onward({ to }: { readonly to: string }) {
  const go = useGo();
  useEffect(() => go(to, { replace: true }), [go, to]);
  return <Waiting />;
}

function Frame({ children }: { readonly children: ReactNode }) {
  const words = useWebWords();
  useLanguage();
  const session = useSession();
  const address = useRouterState({ select: (state) => (state.resolvedLocation ?? state.location).pathname });
  const requests = useQueryClient();
  const isProofNeeded = useProofNeeded();
  const go = useGo();
  const leave = async () => {
    await signOut();
    requests.clear();
    go('/sign-in');
  };
  const menuWords = {
    account: words('account'),
    myAccount: words('myAccount'),
    appearance: words('appearance'),
    light: words('light'),
    dark: words('dark'),
    system: words('system'),
    language: words('language'),
    signOut: words('signOut'),
  };
  const entries = navEntries(pages, session, (namespace, key) => wordsOf(namespace)(key));
  return (
    <AppShell
      product={words('product')}
      address={address}
      current={placeOf(pages, address)}
      entries={entries}
      tools={<ShellTools places={entries} personId={session.person.id} />}
      banner={session.demo ? words('demo') : undefined}
      account={
        <AccountMenu
          name={session.person.name}
          words={menuWords}
          languages={languages}
          onAccount={() => go('/account')}
          onSignOut={() => void leave()}
        />
      }
    >
      {children}
      {isProofNeeded && <ProofDrawer />}
    </AppShell>
  );
}

/** A page of a room, if the session opens it. */
export function Guarded({ page }: { readonly page: RoomPage }) {
  const session = useSession();
  const Page = page.component;
  return isOpenTo(page, session) ? <Page /> : <DeniedPage />;
}

/** The root address: on to the first place of this person. */
export function HomePage() {
  const home = homeOf(pages, useSession());
  return home ? <Onward to={home} /> : <NothingPage />;
}
