// The way to a record's history from its page: light on every page, loaded when it is drawn.
import { lazyPart } from '#ui';

/** A quiet button that opens the history of the record in place; nothing for readers without `audit.view`. */
export const HistoryButton = lazyPart(() => import('./HistoryOpener.tsx'), 'HistoryOpener');
