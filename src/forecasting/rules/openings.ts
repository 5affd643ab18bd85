// How the sites of a file that are not open may open: by the network's own start-ups, or by their plan.
import { type OpeningModel, type Opening, type StartUp, openingModel, openingSpread, streamOf } from '#stats';
import type { ForecastWarning, OpeningsBy, SiteRow, StartUpRow } from './file-rows.ts';

/** Openings by site, with what must be said about them. */
export interface OpeningsFound {
  readonly by: OpeningsBy;
  readonly openingOf: (site: SiteRow) => Opening;
  readonly model: OpeningModel | null;
  readonly warnings: readonly ForecastWarning[];
}

/** What openings are found from. */
export interface OpeningsGround {
  readonly asOf: number;
  readonly sites: readonly SiteRow[];
  readonly history: readonly StartUpRow[] | null;
  readonly seed: number;
}

const sentence = (code: string, message: string): ForecastWarning => ({ code, message });

const named = (sites: readonly SiteRow[]): string => {
  const names = sites.slice(0, 5).map(({ site }) => site);
  return sites.length > 5 ? `${names.join(', ')} and ${sites.length - 5} more` : names.join(', ');
};

function ownStartUps({ asOf, sites }: OpeningsGround): readonly StartUp[] {
  return sites.flatMap((site): StartUp[] => {
    if (site.selectedOn === null || site.selectedOn > asOf) return [];
    if (site.openedOn !== null && site.openedOn >= site.selectedOn) return [{ from: site.selectedOn, openedOn: site.openedOn }];
    return site.openedOn === null ? [{ from: site.selectedOn, openedOn: null, seenUntil: asOf }] : [];
  });
}

function pastStartUps(history: readonly StartUpRow[], asOf: number): readonly StartUp[] {
  return history.map(({ selectedOn, openedOn, censoredOn }) =>
    openedOn !== null
      ? { from: selectedOn, openedOn }
      : { from: selectedOn, openedOn: null, seenUntil: censoredOn ?? Math.max(asOf, selectedOn) },
  );
}

function estimatedOpenings(ground: OpeningsGround): OpeningsFound {
  const own = ownStartUps(ground);
  const startUps = [...pastStartUps(ground.history ?? [], ground.asOf), ...own];
  const model = openingModel(startUps, streamOf(ground.seed, 'openings'));
  const waiting = ground.sites.filter((site) => site.openedOn === null);
  const unknown = waiting.filter((site) => site.selectedOn === null);
  const past = waiting.filter((site) => openingSpread(model, site.selectedOn ?? ground.asOf, ground.asOf).kind === 'never');
  const warnings = [
    ...(unknown.length > 0
      ? [
          sentence(
            'selection-unknown',
            `The day of selection of ${named(unknown)} is not known: the start-up is counted from the as-of day.`,
          ),
        ]
      : []),
    ...(past.length > 0
      ? [
          sentence(
            'waits-too-long',
            `${named(past)} waits longer than any start-up of the history was followed, and is taken never to open.`,
          ),
        ]
      : []),
    ...(model.opened < 20
      ? [
          sentence(
            'few-openings',
            `The history holds ${model.opened} openings; their spread is known only roughly, and the forecast says so by its width.`,
          ),
        ]
      : []),
  ];
  return { by: 'estimated', model, warnings, openingOf: (site) => openingSpread(model, site.selectedOn ?? ground.asOf, ground.asOf) };
}

function plannedOpenings(ground: OpeningsGround, by: 'midpoint' | 'window'): OpeningsFound {
  const waiting = ground.sites.filter((site) => site.openedOn === null);
  const unplanned = waiting.filter((site) => site.plan === null);
  const overdue = waiting.filter((site) => site.plan !== null && site.plan.to < ground.asOf);
  const unsure = waiting.filter((site) => by === 'window' && site.plan !== null && site.pOpen === null);
  const warnings = [
    ...(waiting.length > unplanned.length
      ? [
          sentence(
            'openings-by-plan',
            by === 'midpoint'
              ? 'Openings are taken from the middle of the plan, as certain: plans are late, and the interval does not know it.'
              : 'Openings are taken from the plan; a history of openings (--openings-history) tells how far plans may be believed.',
          ),
        ]
      : []),
    ...(unplanned.length > 0 ? [sentence('no-plan', `${named(unplanned)} is not open and has no plan, and is taken never to open.`)] : []),
    ...(unsure.length > 0 ? [sentence('opening-chance-unknown', `${named(unsure)} has no p_open and is taken to open for certain.`)] : []),
    ...(overdue.length > 0
      ? [
          sentence(
            'plan-passed',
            by === 'midpoint'
              ? `The plan of ${named(overdue)} is over without an opening: it is taken to open on the as-of day.`
              : `The plan of ${named(overdue)} is over without an opening: it is taken never to open.`,
          ),
        ]
      : []),
  ];
  const openingOf = ({ plan, pOpen }: SiteRow): Opening => {
    if (!plan) return { kind: 'never' };
    if (by === 'midpoint') return { kind: 'on', day: (plan.from + plan.to) / 2 };
    return plan.to > plan.from
      ? { kind: 'window', ...plan, probability: pOpen ?? 1 }
      : { kind: 'spread', days: [plan.from], weights: [pOpen ?? 1], draws: [] };
  };
  return { by, model: null, warnings, openingOf };
}

/** Openings as asked for; without being asked by the history where there is one, else by the windows of the plan. */
export function findOpenings(ground: OpeningsGround, asked: OpeningsBy | null): OpeningsFound {
  const by = asked ?? (ground.history ? 'estimated' : 'window');
  return by === 'estimated' ? estimatedOpenings(ground) : plannedOpenings(ground, by);
}

/** Whether there is anything to estimate openings from. */
export function canEstimate(ground: OpeningsGround): boolean {
  return (ground.history ?? []).some(({ openedOn }) => openedOn !== null) || ownStartUps(ground).some(({ openedOn }) => openedOn !== null);
}
