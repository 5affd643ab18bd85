// Who may open which home, and for which study-sites.
import { type Actor, may } from '#access/rules';

/** The homes that look over several study-sites. */
export type Home = 'desk.network' | 'desk.site' | 'desk.portal';

/** Whether the home shows the actor this study-site. */
export function showsIn(home: Home, actor: Actor, place: { readonly siteId: string; readonly studyId: string }): boolean {
  return may(actor, home, place);
}
