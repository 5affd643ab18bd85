// Registry activity that was counted, as it is read: every import, and one with all that it tells.
import type { Act } from '#access';
import { found } from '#platform';
import type { AnswerOf } from '#platform/contract';
import type { marketContract } from '../contract.ts';
import { canRun } from '../policy.ts';
import { type ImportRow, loadActivityInForce, loadImport, loadImports } from '../store/activity.ts';
import { classifierVersion } from './classifier.ts';
import { present, shownRun } from './present.ts';

type Routes = typeof marketContract;
type Imports = AnswerOf<Routes['activity']>;
type Import = AnswerOf<Routes['activityImport']>;

/** Every import, the latest first, and what outlooks stand on. */
export async function viewActivity(act: Act): Promise<Imports> {
  const { choice, standing } = await inForce(act);
  const imports = structuredClone((await loadImports(act.tx)).map(standing)) as unknown as Imports['imports'];
  return { imports, choice, can: { run: canRun(act.actor) } };
}

/** One import with its counts. Refuses one that is not there with 404. */
export async function viewActivityImport(act: Act, importId: string): Promise<Import> {
  const { choice, standing } = await inForce(act);
  const { told, ...head } = found(await loadImport(act.tx, importId));
  const { asOf: _, ...counts } = told;
  return structuredClone({
    import: standing(head),
    told: { ...counts, isPresentClassifier: head.classifier === classifierVersion },
    choice,
    can: { run: canRun(act.actor) },
  }) as unknown as Import;
}

async function inForce(act: Act) {
  const { importId, choice } = await loadActivityInForce(act.tx);
  const shown = await shownRun(act, await present(act), null);
  const standing = <T extends ImportRow>(row: T) => ({
    ...row,
    isInForce: row.id === importId,
    outlook:
      shown?.activityImportId === row.id
        ? { runId: shown.id, madeAt: shown.madeAt, isShown: true }
        : row.outlook && { ...row.outlook, isShown: false },
  });
  return { choice: choice && { ...choice }, standing };
}
