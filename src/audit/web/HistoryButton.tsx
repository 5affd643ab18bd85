// The way to a record's history from its page: light on every page, loaded when it is drawn.
import { lazy, Suspense } from 'react';
import type { HistoryOpenerProps } from './HistoryOpener.tsx';

const HistoryOpener = lazy(async () => ({ default: (await import('./HistoryOpener.tsx')).HistoryOpener }));

/** A quiet button that opens the history of the record in place; nothing for readers without `audit.view`. */
export function HistoryButton(props: HistoryOpenerProps) {
  return (
    <Suspense fallback={null}>
      <HistoryOpener {...props} />
    </Suspense>
  );
}
