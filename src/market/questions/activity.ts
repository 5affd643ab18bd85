// Registry activity that was counted, as it is read: every import, and one with all that it tells.
import type { Act } from '#access';
import { found } from '#platform';
import type { AnswerOf } from '#platform/contract';
import type { marketContract } from '../contract.ts';
import { canRun } from '../policy.ts';
import { loadImport, loadImports } from '../store/activity.ts';
import { classifierVersion } from './classifier.ts';

type Routes = typeof marketContract;
type Imports = AnswerOf<Routes['activity']>;
type Import = AnswerOf<Routes['activityImport']>;

/** Every import, the latest first. */
export async function viewActivity(act: Act): Promise<Imports> {
  const imports = structuredClone(await loadImports(act.tx)) as unknown as Imports['imports'];
  return { imports, can: { run: canRun(act.actor) } };
}

/** One import with its counts. Refuses one that is not there with 404. */
export async function viewActivityImport(act: Act, importId: string): Promise<Import> {
  const { told, ...head } = found(await loadImport(act.tx, importId));
  const { asOf: _, ...counts } = told;
  return structuredClone({
    import: head,
    told: { ...counts, isPresentClassifier: head.classifier === classifierVersion },
    can: { run: canRun(act.actor) },
  }) as unknown as Import;
}
