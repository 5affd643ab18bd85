// New-site cases: answered from what the network is now, and kept under a name when somebody wants them kept.
import { type Act, requireMay } from '#access';
import { canonicalText } from '#forecasting/rules';
import { isCountry } from '#network/rules';
import { Refusal, found, sha256Hex } from '#platform';
import type { AnswerOf, BodyOf, QueryOf } from '#platform/contract';
import type { marketContract } from '../contract.ts';
import { wholeNetwork } from '../policy.ts';
import { cellsOf } from '../questions/outlook.ts';
import { ownNetwork } from '../questions/network.ts';
import { shownCase } from '../questions/new-site.ts';
import { present, shownRun } from '../questions/present.ts';
import {
  type NewSiteAsked,
  type NewSiteFound,
  type NewSiteGround,
  activityOfCatchment,
  marketOfCatchment,
  newSiteFound,
  newSiteHistory,
  newSiteKernel,
  studiesThatFit,
} from '../rules.ts';
import { loadActivity } from '../store/activity.ts';
import { insertCase, knownCase, loadCases } from '../store/new-sites.ts';
import { shownAnswer } from '../questions/new-site.ts';
import { seedOf } from './seed.ts';

type Routes = typeof marketContract;

/** The answer to a case; nothing is kept. */
export async function previewNewSite(act: Act, { draft }: QueryOf<Routes['previewNewSite']>): Promise<AnswerOf<Routes['previewNewSite']>> {
  return shownAnswer((await answer(act, draft, 'query.draft.country')).found);
}

/** Keeps a case with its answer. The same case under the same name is kept once. */
export async function keepNewSite(act: Act, { name, input }: BodyOf<Routes['keepNewSite']>): Promise<AnswerOf<Routes['keepNewSite']>> {
  const { ground, found: result, seed, inputSha256 } = await answer(act, input, 'body.input.country');
  const id = act.newId();
  const isNew = await insertCase(act.tx, {
    id,
    name,
    input: ground,
    inputSha256,
    kernelVersion: newSiteKernel,
    seed,
    result,
    resultSha256: sha256Hex(canonicalText(result)),
    madeByName: act.actor.name,
    madeAt: act.now,
  });
  const keptAs = isNew ? id : found(await knownCase(act.tx, { name, inputSha256, kernel: newSiteKernel }));
  return shownCase(found((await loadCases(act.tx, keptAs))[0]));
}

interface Answered {
  readonly ground: NewSiteGround;
  readonly found: NewSiteFound;
  readonly seed: string;
  readonly inputSha256: string;
}

async function answer(act: Act, asked: NewSiteAsked, path: string): Promise<Answered> {
  requireMay(act, 'market.edit', wholeNetwork);
  if (!isCountry(asked.country)) throw new Refusal('country-unknown', { path });
  const ground = await groundOf(act, asked);
  const inputSha256 = sha256Hex(canonicalText(ground));
  const seed = seedOf(inputSha256);
  return { ground, found: newSiteFound(ground, seed), seed, inputSha256 };
}

async function groundOf(act: Act, asked: NewSiteAsked): Promise<NewSiteGround> {
  const network = await ownNetwork(act);
  const now = await present(act);
  const { own } = now.content;
  const run = await shownRun(act, now, null);
  const cells = run ? await cellsOf(act, run.id) : [];
  return {
    asked,
    history: newSiteHistory({ ...network, own }, asked.areas),
    studiesThatFit: studiesThatFit(network.studies, network.places, network.worth, asked.areas),
    activity: activityOfCatchment((await loadActivity(act.tx))?.cells ?? [], asked),
    market: marketOfCatchment(cells, asked),
    year: Number(act.now.toString().slice(0, 4)),
  };
}
