// The words of indicators and signals: looks at what the network records, what each place showed, and what people made of it.
import { z } from 'zod';
import { amendment, command, date, fact, id, page, prose, question } from '#platform/contract';
import { dimensions, exposures, indicatorKeys } from '../rules/indicators.ts';
import { shortfalls } from '../rules/nearest.ts';
import { signalFinders, signalOutcomes, signalStates } from '../rules/signal.ts';

/** Signals were opened about a place. */
export interface SignalsOpened {
  /** The first. */
  readonly signalId: string;
  readonly siteId: string;
  readonly studyId: string | null;
  readonly indicator: string;
  readonly count: number;
}
export const signalsOpened = fact<SignalsOpened>('monitoring.signals-opened');

/** A signal was taken over, answered or closed by somebody other than its owner. */
export interface SignalMoved {
  readonly signalId: string;
  readonly siteId: string;
  readonly studyId: string | null;
  readonly indicator: string;
  readonly state: string;
  /** Whose it was. */
  readonly ownerId: string;
  readonly version: number;
}
export const signalMoved = fact<SignalMoved>('monitoring.signal-moved');

const indicator = z.enum(indicatorKeys);
const dimension = z.enum(dimensions);
const state = z.enum(signalStates);
const outcome = z.enum(signalOutcomes);
const foundBy = z.enum(signalFinders);
const count = z.number().int();

/** The day and the make of a look. */
const look = z.object({ id, asOf: date, inputSha256: z.string(), kernelVersion: z.string() });

/** Evidence that a place's own rate rose or fell (CUSUM), with what was added since it most likely began. */
const drift = z.object({
  direction: z.enum(['high', 'low']),
  sum: z.number(),
  score: z.number(),
  q: z.number(),
  since: date.nullable(),
  numerator: count,
  denominator: z.number(),
  expected: z.number(),
});
const figure = z.object({
  numerator: count,
  denominator: z.number(),
  expected: z.number(),
  score: z.number().nullable(),
  flag: count.nullable(),
  q: z.number().nullable(),
  drift: drift.nullable(),
});

const place = {
  siteId: id,
  siteName: z.string(),
  siteCode: z.string(),
  studyId: id.nullable(),
  studyCode: z.string().nullable(),
};
/** Rates per unit of the denominator, once chance is taken off: the mean, its interval of 90 %, how surely it is above the usual one. */
const likely = z.object({ mean: z.number(), low: z.number(), high: z.number(), above: z.number() });
const group = z.object({
  ...place,
  personId: id.nullable(),
  personName: z.string().nullable(),
  ...figure.shape,
  likely: likely.nullable(),
  signalId: id.nullable(),
});
const limits = z.array(z.object({ expected: z.number(), at: z.array(z.number().nullable()) }));

/** How an indicator is read: shown as rate x factor, noticeable at the cuts, judged from the least denominator on. */
const reading = {
  key: indicator,
  per: z.enum(exposures),
  factor: z.number(),
  cuts: z.array(z.number()),
  least: z.number(),
};

export const indicatorList = z.object({
  look: look.nullable(),
  indicators: z.array(
    z.object({
      ...reading,
      /** Of the network. */
      numerator: count,
      denominator: z.number(),
      /** Of the groups within reach. */
      judged: count,
      high: count,
      low: count,
      openSignals: count,
    }),
  ),
  can: z.object({ run: z.boolean() }),
});

export const indicatorView = z.object({
  look: look.nullable(),
  ...reading,
  dimension,
  dimensions: z.array(dimension),
  numerator: count,
  denominator: z.number(),
  tau: z.number().nullable(),
  limits,
  groups: z.array(group),
});

const sums = z.object({ high: z.number().nullable(), low: z.number().nullable() });
export const trendView = z.object({
  ...reading,
  group: group.nullable(),
  looks: z.array(
    z.object({
      asOf: date,
      ...figure.omit({ drift: true }).shape,
      /** Since the look before. */
      added: z.object({ numerator: count, expected: z.number() }),
      /** Evidence of a rise and of a fall, summed up (CUSUM); null for a direction that is not watched. */
      drift: sums,
    }),
  ),
  /** The sum from which on a signal is opened; null where there is too little to say. */
  alarm: z.number().nullable(),
  /** Where waiting is what is counted: how long, with what is still open taken into account. */
  waiting: z
    .object({
      medianDays: z.number().nullable(),
      over: z.object({ days: z.number(), probability: z.number(), low: z.number(), high: z.number() }).nullable(),
      open: count,
      all: count,
    })
    .nullable(),
});

export const countedRow = z.object({
  record: z.enum(['visit', 'deviation', 'adverse-event', 'subject']),
  recordId: id,
  subjectId: id,
  subjectNumber: z.string(),
  studyId: id,
  studyCode: z.string(),
  on: date.nullable(),
  detail: z.string().nullable(),
});

export const signalView = z.object({
  id,
  indicator,
  dimension: z.enum(['site', 'study-site']),
  ...place,
  timeZone: z.string(),
  direction: z.enum(['high', 'low']),
  foundBy,
  /** Of a drift, the day after which it most likely began. */
  since: date.nullable(),
  state,
  ownerId: id.nullable(),
  ownerName: z.string().nullable(),
  outcome: outcome.nullable(),
  comment: z.string().nullable(),
  openedOn: date,
  closedOn: date.nullable(),
  /** What the group showed when it was opened; of a drift, what was added since it began, and what it itself leads one to expect of that. */
  numerator: count,
  denominator: z.number(),
  expected: z.number(),
  score: z.number(),
  flag: count,
  factor: z.number(),
  per: reading.per,
  version: count,
  /** States that may follow. */
  next: z.array(state),
  can: z.object({ handle: z.boolean() }),
});

const judged = z.object({ indicator, confirmed: count, knownReason: count, falseAlarms: count, open: count });
export const signalsQuality = z.object({
  /** What people made of signals, by indicator. */
  judged: z.array(judged),
  /** Only where problems were planted: which were found, and which signals point at none. */
  planted: z
    .object({
      problems: z.array(
        z.object({
          key: z.string(),
          /** By language. */
          sentence: z.object({ en: z.string(), es: z.string() }),
          siteName: z.string().nullable(),
          studyCode: z.string().nullable(),
          indicators: z.array(indicator),
          signals: z.array(z.object({ id, foundBy })),
          /** Where no signal found it: the figure that came nearest, and what it lacked; null where nothing of the kind is recorded there. */
          nearest: z
            .object({
              indicator,
              per: reading.per,
              factor: z.number(),
              foundBy,
              since: date.nullable(),
              numerator: count,
              denominator: z.number(),
              expected: z.number(),
              score: z.number().nullable(),
              flag: count.nullable(),
              why: z.enum(shortfalls),
            })
            .nullable(),
        }),
      ),
      falseAlarms: z.array(signalView),
      signals: count,
      /** How many of the signals were opened by a drift. */
      drifts: count,
    })
    .nullable(),
});

const which = { indicator, by: dimension.default('site') };
const whose = { ...which, siteId: id, studyId: id.optional(), personId: id.optional() };

/** The routes of indicators and signals. */
export const indicatorsContract = {
  indicators: question({
    name: 'monitoring.indicators',
    permission: 'monitoring.view-indicators',
    path: '/quality/indicators',
    summary: 'The risk indicators as the latest look judged them, with what stands out within reach',
    query: { by: dimension.default('site') },
    output: indicatorList,
  }),
  indicator: question({
    name: 'monitoring.indicator',
    permission: 'monitoring.view-indicators',
    path: '/quality/indicator',
    summary: 'One indicator over sites, studies at sites, or people who recorded: every group within reach, and the limits of the funnel',
    query: { ...which, studyId: id.optional() },
    output: indicatorView,
  }),
  trend: question({
    name: 'monitoring.indicator-trend',
    permission: 'monitoring.view-indicators',
    path: '/quality/indicator-trend',
    summary: 'What one group showed month by month, with the evidence of drift between looks',
    query: whose,
    output: trendView,
  }),
  rows: question({
    name: 'monitoring.indicator-rows',
    permission: 'monitoring.view-indicators',
    path: '/quality/indicator-rows',
    summary: 'The rows that an indicator counted of a group, the latest first',
    query: { ...whose, after: z.string().max(10).optional(), limit: z.coerce.number().int().min(1).max(200).default(50) },
    output: page(countedRow).extend({ asOf: date, count }),
  }),
  signals: question({
    name: 'monitoring.signals',
    permission: 'monitoring.view-indicators',
    path: '/quality/signals',
    summary: 'The signals within reach, the latest first; without a state those that are not closed',
    query: {
      state: state.optional(),
      closed: z.enum(['true', 'false']).optional(),
      siteId: id.optional(),
      indicator: indicator.optional(),
    },
    output: z.array(signalView),
  }),
  signal: question({
    name: 'monitoring.signal',
    permission: 'monitoring.view-indicators',
    path: '/signals/{signalId}',
    summary: 'One signal',
    params: { signalId: id },
    output: signalView,
  }),
  signalsQuality: question({
    name: 'monitoring.signals-quality',
    permission: 'monitoring.view-indicators',
    path: '/quality/signals-quality',
    summary: 'How good the signals are: what people made of them, and on a demo network which planted problems they found',
    output: signalsQuality,
  }),
  handleSignal: amendment({
    name: 'monitoring.handle-signal',
    path: '/signals/{signalId}/steps',
    summary: 'Take a signal, say what it was or what was done, or close it with an outcome',
    params: { signalId: id },
    body: { to: state, comment: prose(2_000).optional(), outcome: outcome.optional() },
    output: signalView,
  }),
  runIndicators: command({
    name: 'monitoring.run-indicators',
    path: '/quality/indicator-runs',
    summary: 'Look at the indicators now, as a background job',
    output: z.object({ jobId: id }),
  }),
};
