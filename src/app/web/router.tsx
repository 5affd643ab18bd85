// Addresses to pages: sign-in outside the frame, every room's pages inside it.
import { createRootRoute, createRoute, createRouter, Outlet } from '@tanstack/react-router';
import { lazyPage } from '#ui';
import { pages } from './pages.ts';
import { BrokenPage, MissingPage } from './PlainPages.tsx';
import { Guarded, HomePage, SignedIn } from './SignedIn.tsx';

const SignInPage = lazyPage(() => import('./SignInPage.tsx'), 'SignInPage');

const AccountPage = lazyPage(() => import('./AccountPage.tsx'), 'AccountPage');
const SetupPage = lazyPage(() => import('./SetupPage.tsx'), 'SetupPage');
const InvitationPage = lazyPage(() => import('./InvitationPage.tsx'), 'InvitationPage');
const ForgottenPasswordPage = lazyPage(() => import('./ForgottenPasswordPage.tsx'), 'ForgottenPasswordPage');
const NewPasswordPage = lazyPage(() => import('./NewPasswordPage.tsx'), 'NewPasswordPage');
const EnrolPage = lazyPage(() => import('./EnrolPage.tsx'), 'EnrolPage');

const root = createRootRoute({ component: Outlet });
const signIn = createRoute({ getParentRoute: () => root, path: '/sign-in', component: SignInPage });
const setup = createRoute({ getParentRoute: () => root, path: '/setup', component: SetupPage });
const invitation = createRoute({ getParentRoute: () => root, path: '/invitation', component: InvitationPage });
const forgotten = createRoute({ getParentRoute: () => root, path: '/forgotten-password', component: ForgottenPasswordPage });
const newPassword = createRoute({ getParentRoute: () => root, path: '/new-password', component: NewPasswordPage });
const enrol = createRoute({ getParentRoute: () => root, path: '/enrol', component: EnrolPage });
const inside = createRoute({ getParentRoute: () => root, id: 'inside', component: SignedIn });
const account = createRoute({ getParentRoute: () => inside, path: '/account', component: AccountPage });
const home = createRoute({ getParentRoute: () => inside, path: '/', component: HomePage });
const missing = createRoute({ getParentRoute: () => inside, path: '$', component: MissingPage });
const rooms = pages.map((page) => {
  const guarded = Object.assign(() => <Guarded page={page} />, { preload: async () => page.component.preload?.() });
  return createRoute({ getParentRoute: () => inside, path: page.path, component: guarded });
});

/** The search part stays plain text: no JSON in addresses that people send to each other. */
export const router = createRouter({
  routeTree: root.addChildren([
    signIn,
    setup,
    invitation,
    enrol,
    forgotten,
    newPassword,
    inside.addChildren([...rooms.filter((route) => route.path !== '/'), account, home, missing]),
  ]),
  parseSearch: (text) => Object.fromEntries(new URLSearchParams(text)),
  stringifySearch: (search) => {
    const given = Object.entries(search).filter(([, value]) => value !== undefined && value !== null);
    const text = new URLSearchParams(given.map(([key, value]) => [key, String(value)])).toString();
    return text === '' ? '' : `?${text}`;
  },
  defaultErrorComponent: ({ error }) => <BrokenPage error={error} />,
  defaultPreload: 'intent',
  scrollRestoration: true,
});
