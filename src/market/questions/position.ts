// Where the network stands in the market, and what follows from it: its own records beside the latest outlook.
import { type Act, requireMay } from '#access';
import { minorUnits } from '#lib';
import type { AnswerOf } from '#platform/contract';
import type { marketContract } from '../contract.ts';
import { wholeNetwork } from '../policy.ts';
import {
  type OwnAssumptions,
  type OwnMonth,
  type ParticipantWorth,
  type Pipeline,
  type Position,
  inUsd,
  medianStartUp,
  monthNumber,
  pipelineOf,
  positionOf,
  recommendationsOf,
} from '../rules.ts';
import type { RunHead } from '../store/runs.ts';
import { type OwnNetwork, ownNetwork } from './network.ts';
import { cellsOf } from './outlook.ts';
import { present, shownRun } from './present.ts';

type Routes = typeof marketContract;
type Answer = AnswerOf<Routes['position']>;

/** What the position is read from. */
export interface Stand {
  readonly run: RunHead | null;
  readonly own: OwnAssumptions;
  readonly network: OwnNetwork;
  readonly position: Position;
  readonly pipeline: Pipeline;
}

/** The whole position. For who sees the whole network: a part of it has no share of the market. */
export async function viewPosition(act: Act): Promise<Answer> {
  const { run, own, network, position, pipeline } = await standing(act);
  const view = {
    run,
    ...position,
    tags: { revenue: 'assumed', market: 'modelled', rates: 'assumed', chances: 'assumed' },
    rates: { asOf: own.asOf, reason: own.reason, usdPer: own.usdPer },
    earned: earnedByCurrency(network, own),
    pipeline: {
      ...pipeline,
      rows: pipeline.rows.map((row) => ({ ...row, perParticipant: row.perParticipant && minorOf(row.perParticipant) })),
    },
  };
  return structuredClone(view) as unknown as Answer;
}

/** What follows from the position. */
export async function viewRecommendations(act: Act): Promise<AnswerOf<Routes['recommendations']>> {
  const { run, network, ...ground } = await standing(act);
  const recommendations = recommendationsOf({ ...ground, medianStartUpDays: medianStartUp(network.startUps) });
  return structuredClone({ run, recommendations }) as unknown as AnswerOf<Routes['recommendations']>;
}

/** The network beside the latest outlook, for who sees the whole of it. */
export async function standing(act: Act): Promise<Stand> {
  requireMay(act, 'market.view', wholeNetwork);
  const now = await present(act);
  const { own } = now.content;
  const latest = await shownRun(act, now, null);
  const network = await ownNetwork(act);
  const cells = latest ? await cellsOf(act, latest.id) : [];
  const { studies, places, worth } = network;
  const { result: _, ...run } = latest ?? { result: null };
  return {
    run: latest ? (run as RunHead) : null,
    own,
    network,
    position: positionOf({ ...network, own, cells }),
    pipeline: pipelineOf(studies, places, worth, own),
  };
}

/** An amount in whole units as it is sent: in minor units, as text. */
export function minorOf<T extends Pick<ParticipantWorth, 'amount' | 'currency'>>({
  amount,
  ...rest
}: T): Omit<T, 'amount'> & { amountMinor: string } {
  return { ...rest, amountMinor: String(Math.round(amount * 10 ** minorUnits(rest.currency))) };
}

function earnedByCurrency({ earned, lastMonth }: OwnNetwork, own: OwnAssumptions): Answer['earned'] {
  const last = monthNumber(lastMonth);
  const currencies = [...new Set(earned.map(({ currency }) => currency))].toSorted();
  const sum = (rows: readonly OwnMonth[], from: number, to: number) =>
    rows.reduce((total, { month, amount }) => (monthNumber(month) >= from && monthNumber(month) <= to ? total + amount : total), 0);
  return currencies.map((currency) => {
    const rows = earned.filter((row) => row.currency === currency);
    const amount = sum(rows, last - 11, last);
    const { amountMinor } = minorOf({ amount, currency });
    const { amountMinor: beforeMinor } = minorOf({ amount: sum(rows, last - 23, last - 12), currency });
    return { currency, amountMinor, beforeMinor, usd: inUsd(amount, currency, own) };
  });
}
