// The pages that belong to no room: no such page, not allowed, broken, and nothing open yet.
import { Button, EmptyState, PageHeader, Problem, useGo } from '#ui';
import { useWebWords } from './web-words.ts';

function HomeButton() {
  const words = useWebWords();
  const go = useGo();
  return (
    <Button variant="default" onClick={() => go('/')}>
      {words('home')}
    </Button>
  );
}

/** There is no such page. */
export function MissingPage() {
  const words = useWebWords();
  return (
    <>
      <PageHeader title={words('missingTitle')} lead={words('missing')} />
      <HomeButton />
    </>
  );
}

/** The person's roles do not open this page. */
export function DeniedPage() {
  const words = useWebWords();
  return (
    <>
      <PageHeader title={words('deniedTitle')} lead={words('denied')} />
      <HomeButton />
    </>
  );
}

/** A page threw, or its part of the program could not be loaded. */
export function BrokenPage({ error }: { readonly error: unknown }) {
  const words = useWebWords();
  return (
    <>
      <PageHeader title={words('brokenTitle')} />
      <Problem error={error} onRetry={() => globalThis.location.reload()} />
    </>
  );
}

/** Signed in, but no page is open to this person. */
export function NothingPage() {
  const words = useWebWords();
  return (
    <>
      <PageHeader title={words('welcome')} />
      <EmptyState title={words('nothingTitle')} icon="person">
        {words('nothing')}
      </EmptyState>
    </>
  );
}
