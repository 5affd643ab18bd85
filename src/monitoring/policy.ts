// Who may see, raise and assess deviations, who may look at indicators, and who answers signals.
import { type Actor, may } from '#access/rules';

/** Whether the actor may assess a deviation at this site and study. */
export function canAssess(actor: Actor, record: { readonly siteId: string; readonly studyId: string }): boolean {
  return may(actor, 'monitoring.assess', record);
}

/** Whether the actor may take and answer signals about this site, or this study at it. */
export function canHandleSignal(actor: Actor, record: { readonly siteId: string; readonly studyId: string | null }): boolean {
  return may(actor, 'monitoring.handle-signal', record);
}

/** Whether the actor may have the whole network looked at: a part of it would be judged by a part. */
export function canRunIndicators(actor: Actor): boolean {
  return may(actor, 'monitoring.run-indicators', { siteId: null, studyId: null });
}
