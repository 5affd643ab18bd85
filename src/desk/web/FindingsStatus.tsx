// In one word whether anything needs somebody: now, a look, or nothing.
import { StatusWord, type Say } from '#ui';
import { type Shown, foundIn } from './FindingsTable.tsx';

/** The status beside a home's title. */
export function FindingsStatus({ overview, say }: { readonly overview: Shown; readonly say: Say }) {
  const found = foundIn(overview);
  const red = found.filter(({ finding }) => finding.tone === 'late').length;
  if (red > 0) return <StatusWord tone="late">{say('network.red', { count: red })}</StatusWord>;
  if (found.length > 0) return <StatusWord tone="attention">{say('network.look', { count: found.length })}</StatusWord>;
  return <StatusWord tone="good">{say('network.calm')}</StatusWord>;
}
