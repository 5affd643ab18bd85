// The assumptions of an outlook in a report: each by its name, with value, spread, tag and day, and the reasons behind each kind.
import { defaultAssumptions } from './default-assumptions.ts';
import type { Assumption } from './outlook-types.ts';
import { type Book, bodyRow, numberCell, numberColumn, textCell, textColumn } from './report-book.ts';
import type { Speaker } from './report-speaker.ts';
import type { ReportCell } from './report-types.ts';
import { type PooledReason, readPooledReason } from './pooled-reason.ts';
import { shippedReasonsSpanish } from './report-words.es.ts';
import { shownAssumption, shownSpread } from './shown-assumption.ts';
import { areas, phases, services, withoutPhase } from './taxonomy.ts';

const kinds = [
  'frame.total',
  'frame.correlation',
  'activity.country',
  'activity.area',
  'activity.phase',
  'activity.siteYearsPerObservation',
  'activity.defaultSiteYears',
  'activity.observations',
  'price.country',
  'price.phase',
  'service',
  'mix.area-phase',
  'mix.area-region',
  'mix.phase-region',
  'mix.service-phase',
  'mix.spread',
  'growth.area',
  'growth.phase',
  'growth.region',
  'growth.service',
];

const kindOf = (id: string): string => kinds.find((kind) => id === kind || id.startsWith(`${kind}.`)) ?? id;

const isOf = (keys: readonly string[], key: string) => keys.includes(key);

function keyName({ say, called, place }: Speaker, key: string, kind: string): string {
  if (key === withoutPhase) return say('phase.none');
  if (isOf(phases, key)) return say('phase.name', { phase: key });
  if (kind.includes('service') && isOf(services, key)) return called('service', key);
  if (isOf(areas, key)) return called('area', key);
  return /^\d+$/.test(key) ? key : place(key);
}

/** An assumption by its id: what it is, and for which keys. */
export function assumptionName(speaker: Speaker, id: string): string {
  const kind = kindOf(id);
  const rest = id.slice(kind.length + 1);
  const name = speaker.called('assumption', kind);
  if (rest === '') return name;
  const keys = kind.startsWith('mix.') ? rest.split('.') : [rest];
  return `${name}: ${keys.map((key) => keyName(speaker, key, kind)).join(', ')}`;
}

/** A number of an assumption with its unit before it. */
export function valueCells(
  speaker: Speaker,
  { unit, tag, value }: Pick<Assumption, 'unit' | 'tag' | 'value'>,
): readonly [ReportCell, ReportCell] {
  const shown = shownAssumption(value, unit);
  return [textCell(speaker.called('unit', shown.unit)), numberCell(speaker, shown.value, shown.digits, tag)];
}

function spreadCells(speaker: Speaker, one: Assumption): readonly [ReportCell, ReportCell] {
  const shown = shownSpread(one);
  if (!shown) return [textCell('–'), textCell(speaker.say('unit.certain'))];
  return [numberCell(speaker, shown.value, shown.digits, one.tag), textCell(speaker.called('unit', shown.unit))];
}

/** Every assumption in use, and why each kind is as it is. */
export function writeAssumptions(book: Book, assumptions: readonly Assumption[]): void {
  const { speaker } = book;
  const { say, tag, day } = speaker;
  book.text(say('text.assumptions', { count: assumptions.length }));
  book.table({
    title: say('table.assumptions'),
    source: '',
    columns: [
      textColumn(say('column.assumption'), 39.5),
      textColumn(say('column.unit'), 17.5),
      numberColumn(say('column.number'), '', 8),
      numberColumn(say('column.spread'), '', 11),
      textColumn(say('column.spread-unit'), 14),
      textColumn(say('column.tag'), 10),
      textColumn(say('column.as-of'), 11),
    ],
    rows: assumptions.map((one) =>
      bodyRow(
        [
          textCell(assumptionName(speaker, one.id)),
          ...valueCells(speaker, one),
          ...spreadCells(speaker, one),
          textCell(tag(one.tag)),
          textCell(day(one.asOf)),
        ],
        say('source.assumption', { day: day(one.asOf) }),
      ),
    ),
    remark: say('note.spread'),
  });
  book.text(say('text.reasons'));
  book.points(reasonsOf(speaker, assumptions));
}

// What was assumed and what a registry's trend says, in the unit in which the table has them.
function pooledText(speaker: Speaker, { assumed, assumedSd, counted, countedSd, from, to }: PooledReason, unit: string): string {
  const [one, oneSd, other, otherSd] = [assumed, assumedSd, counted, countedSd].map((value) =>
    speaker.number(shownAssumption(value, unit).value, 1),
  );
  const named = speaker.called('unit', shownAssumption(assumed, unit).unit);
  return speaker.say('text.pooled', {
    assumed: `${one}`,
    assumedSd: `${oneSd}`,
    counted: `${other}`,
    countedSd: `${otherSd}`,
    from,
    to,
    unit: named,
  });
}

// Each reason once, under the kinds that share it.
function reasonsOf(speaker: Speaker, assumptions: readonly Assumption[]): string[] {
  const shipped = new Map(defaultAssumptions.map(({ id, reason }) => [id, reason]));
  const told = new Map<string, Set<string>>();
  for (const { id, unit, reason: kept } of assumptions) {
    const pooled = readPooledReason(kept);
    const reason = pooled?.reason ?? kept;
    const isShipped = shipped.get(id) === reason;
    const base = speaker.language === 'es' && isShipped ? (shippedReasonsSpanish[kindOf(id)] ?? reason) : reason;
    const own = pooled ? `${pooledText(speaker, pooled, unit)} ${base}` : base;
    // Each published total has its own reason, so its year is said.
    const isOfKind = isShipped && !pooled && kindOf(id) !== 'frame.total';
    const name = isOfKind ? speaker.called('assumption', kindOf(id)) : assumptionName(speaker, id);
    told.set(own, (told.get(own) ?? new Set()).add(name));
  }
  return [...told].map(([reason, names]) => speaker.say('text.reason', { names: [...names].join('; '), reason }));
}
