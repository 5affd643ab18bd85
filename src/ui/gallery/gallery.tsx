// The gallery's entry: the shell with one page per group of components; `?scheme=dark` forces a scheme.
import {
  createRootRoute,
  createRoute,
  createRouter,
  createHashHistory,
  Outlet,
  RouterProvider,
  useRouterState,
} from '@tanstack/react-router';
import { createRoot } from 'react-dom/client';
import {
  AccountMenu,
  AppShell,
  createRequests,
  UiProvider,
  ViewStoreContext,
  type NavEntry,
  type SavedView,
  type ViewStore,
} from '../index.ts';
import { FormsPage } from './FormsPage.tsx';
import { PicturesPage } from './PicturesPage.tsx';
import { StatesPage } from './StatesPage.tsx';
import { TablePage } from './TablePage.tsx';

const entries: NavEntry[] = [
  { to: '/', label: 'Table', icon: 'today', count: 3 },
  { to: '/pictures', label: 'Pictures', icon: 'chart' },
  { to: '/forms', label: 'Forms', icon: 'pencil' },
  { to: '/states', label: 'States', icon: 'flag' },
  { to: '/people', label: 'People', icon: 'people' },
  { to: '/money', label: 'Money', icon: 'money' },
  { to: '/quality', label: 'Quality', icon: 'shield' },
  { to: '/network', label: 'Network', icon: 'network' },
  { to: '/settings', label: 'Settings', icon: 'settings' },
];

const menuWords = {
  account: 'Account',
  myAccount: 'My account',
  appearance: 'Appearance',
  light: 'Light',
  dark: 'Dark',
  system: 'As the device',
  language: 'Language',
  signOut: 'Sign out',
};
const languages = [
  { code: 'en', name: 'English' },
  { code: 'es', name: 'Español' },
];

function Shell() {
  const address = useRouterState({ select: (state) => (state.resolvedLocation ?? state.location).pathname });
  return (
    <AppShell
      product="Gallery"
      address={address}
      current={address}
      entries={entries}
      banner="Sample: nothing here is real"
      account={
        <AccountMenu name="Ada Example" words={menuWords} languages={languages} onAccount={() => undefined} onSignOut={() => undefined} />
      }
    >
      <Outlet />
    </AppShell>
  );
}

const root = createRootRoute({ component: Shell });
const page = (path: string, component: () => React.JSX.Element) => createRoute({ getParentRoute: () => root, path, component });
const router = createRouter({
  history: createHashHistory(),
  defaultNotFoundComponent: () => null,
  routeTree: root.addChildren([
    page('/', TablePage),
    page('/pictures', PicturesPage),
    page('/forms', FormsPage),
    page('/states', StatesPage),
  ]),
});

const scheme = new URLSearchParams(globalThis.location.search).get('scheme');
if (scheme === 'dark' || scheme === 'light') localStorage.setItem('mantine-color-scheme-value', scheme);

/** Keeps views while the gallery is open. */
function storeOfThisPage(): ViewStore {
  const kept = new Map<string, SavedView>();
  return {
    load: async () => [...kept.values()],
    keep: async (view) => {
      const id = `${view.table} ${view.name}`;
      for (const other of kept.values())
        if (view.isDefault && other.table === view.table) kept.set(other.id, { ...other, isDefault: false });
      return kept.set(id, { ...view, id });
    },
    forget: async (id) => kept.delete(id),
  };
}

const place = document.getElementById('root');
if (!place) throw new Error('gallery.html has no #root');
createRoot(place).render(
  <UiProvider requests={createRequests()}>
    <ViewStoreContext value={storeOfThisPage()}>
      <RouterProvider router={router} />
    </ViewStoreContext>
  </UiProvider>,
);
