// New-site cases as they are read.
import { type Act, requireMay } from '#access';
import type { AnswerOf } from '#platform/contract';
import type { marketContract } from '../contract.ts';
import { wholeNetwork } from '../policy.ts';
import type { NewSiteFound } from '../rules.ts';
import { type NewSiteKept, loadCases } from '../store/new-sites.ts';
import { minorOf } from './position.ts';

type Routes = typeof marketContract;
type Case = AnswerOf<Routes['keepNewSite']>;

/** An answer as it is sent. */
export function shownAnswer(found: NewSiteFound): AnswerOf<Routes['previewNewSite']> {
  const studies = found.studiesThatFit.map((study) => ({
    ...study,
    perParticipant: study.perParticipant && minorOf(study.perParticipant),
  }));
  return structuredClone({ ...found, studiesThatFit: studies }) as unknown as AnswerOf<Routes['previewNewSite']>;
}

/** A kept case as it is sent. */
export function shownCase({ input, answer, ...rest }: NewSiteKept): Case {
  return { ...rest, input: structuredClone(input) as Case['input'], answer: shownAnswer(answer) };
}

/** Every case, the latest first. */
export async function listNewSites(act: Act): Promise<AnswerOf<Routes['newSites']>> {
  requireMay(act, 'market.edit', wholeNetwork);
  return (await loadCases(act.tx)).map(shownCase);
}
