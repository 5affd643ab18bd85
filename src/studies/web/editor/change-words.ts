// A change between two versions of a schedule as a sentence.
import type { Say } from '#ui';
import type { ScheduleChange } from '../../rules/schedule-difference.ts';

/** The sentence; empty texts before or after are said as "nothing". `say` speaks the words of studies. */
export function changeWords(change: ScheduleChange, say: Say): string {
  const said = (text: string) => (text === '' ? say('change.nothing') : text);
  if (change.kind === 'visit-changed') {
    const facts = {
      name: change.name,
      before: said(partWords(change.aspect, change.before, say)),
      after: said(partWords(change.aspect, change.after, say)),
    };
    return say(`change.${change.aspect}`, facts);
  }
  if (change.kind === 'counting-changed')
    return say('change.counting', { before: say(`schedule.firstDay${change.before}`), after: say(`schedule.firstDay${change.after}`) });
  if (change.kind === 'part-changed') return say(`change.${change.name}`, { before: said(change.before), after: said(change.after) });
  if (change.kind === 'mark-added' || change.kind === 'mark-removed' || change.kind === 'mark-changed')
    return say(`change.${change.kind}`, {
      visit: change.name,
      activity: change.activityName,
      before: said(change.before),
      after: said(change.after),
    });
  return say(`change.${change.kind}`, {
    name: change.name,
    ...('before' in change ? { before: said(change.before), after: said(change.after) } : {}),
  });
}

/** Milestones and what has words of its own; everything else stands as a person types it. */
function partWords(aspect: string, text: string, say: Say): string {
  if (aspect === 'carries')
    return text
      .split(', ')
      .filter(Boolean)
      .map((milestone) => say(`milestone.${milestone}`))
      .join(', ');
  if (aspect !== 'anchor') return text;
  const [milestone = '', carrier] = text.split('@');
  const known = say(`milestone.${milestone}`);
  const words = known === `milestone.${milestone}` ? text : known;
  if (text === 'consent') return say('timing.consent');
  return carrier === undefined || words === text ? words : `${words} (${carrier})`;
}
