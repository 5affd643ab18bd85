// Who may see a file: its sender, and whoever holds the permission of its use where it lies.
import { type Actor, may } from '#access/rules';
import { type FileUse, fileUses } from './rules.ts';

interface Placed {
  readonly use: FileUse;
  readonly siteId: string | null;
  readonly studyId: string | null;
  readonly uploadedBy: string;
}

/** Whether the actor may see this file and save it. */
export function canRead(actor: Actor, file: Placed): boolean {
  if (file.uploadedBy === actor.id) return true;
  // A logo belongs to no place: whoever may see files may see it. A file of a whole study takes a grant for all its sites.
  const place = file.use === 'logo' ? {} : { siteId: file.siteId, studyId: file.studyId };
  return may(actor, fileUses[file.use].readBy, place);
}
