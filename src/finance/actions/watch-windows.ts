// The duty of the submission windows: what is not invoiced while its time goes by is told, each window once at each stage (BR-11).
import type { Act } from '#access';
import { civilDate, dateInZone } from '#lib';
import { windowStageReached } from '../contract/windows.ts';
import { type OpenWindow, openWindows } from '../questions/uninvoiced.ts';
import { submission } from '../rules.ts';
import { type WindowNotice, keepNotices } from '../store/window-notices.ts';

/** A window that came to a stage. */
type Reached = WindowNotice & { readonly by: string };

/**
 * Tells of every uninvoiced item in reach whose window came to a stage since it was told of last, by the day at its site; answers how many.
 * May be asked as often as one likes. What passed several stages unseen, because nobody asked for a while, is told of at the last one.
 */
export async function watchWindows(act: Act): Promise<number> {
  const reached = (await openWindows(act)).flatMap((line) => stageOf(act, line));
  const kept = await keepNotices(act.tx, reached);
  const fresh = reached.filter(({ id }) => kept.has(id));
  for (const together of byPlaceAndStage(fresh)) {
    const [first, ...others] = together.sort((a, b) => (a.by < b.by ? -1 : 1));
    if (!first) continue;
    const { id: noticeId, studyId, siteId, stage, lineId, by } = first;
    await act.tell(windowStageReached, { noticeId, studyId, siteId, stage, count: others.length + 1, lineId, by });
  }
  return fresh.length;
}

function stageOf(act: Act, { id: lineId, studyId, siteId, serviceDate, submitWithinDays, timeZone }: OpenWindow): Reached[] {
  const toldOn = dateInZone(act.now, timeZone);
  const window = submission(civilDate(serviceDate), submitWithinDays, toldOn);
  if (window === null || window.standing === 'open') return [];
  return [{ id: act.newId(), lineId, studyId, siteId, stage: window.standing, toldOn, by: window.by.toString() }];
}

function byPlaceAndStage(reached: readonly Reached[]): Reached[][] {
  const groups = new Map<string, Reached[]>();
  for (const one of reached) {
    const key = `${one.studyId} ${one.siteId} ${one.stage}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()];
}
