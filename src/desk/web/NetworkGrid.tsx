// Studies across, sites down: one measure at a time, each cell with its n, its trend and a door to its rows.
import {
  ChoiceField,
  DataTable,
  EmptyState,
  MoneyText,
  PageLink,
  StatusWord,
  useLanguage,
  usePageSearch,
  type Column,
  type Say,
} from '#ui';
import { visitCompliance } from '#visits/rules';
import classes from './homes.module.css';
import {
  doorOf,
  findingInWords,
  findingsFor,
  measures,
  ofTarget,
  shareInWords,
  shareTrendInWords,
  toneOf,
  trendInWords,
  type Measure,
} from './finding-words.ts';
import type { Cell, Overview, SiteShown } from './queries.ts';
import { useDeskWords } from './words.ts';

export interface NetworkGridProps {
  readonly overview: Pick<Overview, 'cells' | 'sites' | 'studies'>;
}

/** The grid; the measure stands in the address. */
export function NetworkGrid({ overview }: NetworkGridProps) {
  const say = useDeskWords();
  const [search, change] = usePageSearch();
  const shown = measures.filter((each) => overview.cells.some(({ money }) => money !== null) || !['earned', 'uninvoiced'].includes(each));
  const measure = shown.find((each) => each === search['show']) ?? 'enrolment';
  const cells = new Map(overview.cells.map((cell) => [`${cell.siteId} ${cell.studyId}`, cell]));
  // As wide as the page has room for at a desk; the answer and what stands under it break between their words.
  const studyWidth = `${Math.max(84, Math.min(150, Math.floor(980 / Math.max(1, overview.studies.length))))}px`;
  const columns: Column<SiteShown>[] = [
    { key: 'site', header: say('grid.site'), cell: (site) => <SiteName site={site} />, sortBy: (site) => site.name, width: '160px' },
    ...overview.studies.map((study): Column<SiteShown> => {
      const at = (site: SiteShown) => cells.get(`${site.id} ${study.id}`);
      return {
        key: study.id,
        header: study.code,
        cell: (site) => <CellText cell={at(site)} site={site} measure={measure} say={say} />,
        sortBy: (site) => sortKey(at(site), measure),
        width: studyWidth,
      };
    }),
  ];
  return (
    <>
      <div className={classes.choice}>
        <ChoiceField
          label={say('grid.show')}
          value={measure}
          onChange={(value) => change({ show: value })}
          choices={shown.map((each) => ({ value: each, label: say(`measure.${each}`) }))}
        />
        <p className={classes.meaning}>{say(`meaning.${measure}`)}</p>
      </div>
      <DataTable
        label={say(`measure.${measure}`)}
        columns={columns}
        rows={overview.sites}
        rowKey={(site) => site.id}
        empty={
          <EmptyState title={say('network.none')} icon="network">
            {say('network.noneText')}
          </EmptyState>
        }
      />
    </>
  );
}

function SiteName({ site }: { readonly site: SiteShown }) {
  return (
    <PageLink to={`/site?site=${site.id}`} className={classes.site}>
      {site.name}
      <span className={classes.under}>{[site.code, site.city].filter(Boolean).join(', ')}</span>
    </PageLink>
  );
}

interface CellTextProps {
  readonly cell: Cell | undefined;
  readonly site: SiteShown;
  readonly measure: Measure;
  readonly say: Say;
}

function CellText({ cell, site, measure, say }: CellTextProps) {
  const language = useLanguage();
  if (!cell)
    return (
      <span className="sw-hidden" data-absent>
        {say('grid.notHere')}
      </span>
    );
  const findings = findingsFor(measure, cell);
  const reason = findings.map((finding) => findingInWords(finding, site, say)).join('; ');
  const tone = isSilent(cell, measure) ? 'neutral' : toneOf(findings);
  return (
    <PageLink to={doorOf(measure, cell)} className={classes.cell} title={reason || undefined}>
      <StatusWord tone={tone} look="plain">
        <Answer cell={cell} measure={measure} language={language} say={say} />
      </StatusWord>
      {[findings.length > 0 ? say(`tone.${tone}`) : '', ...underOf(cell, measure, say)].filter(Boolean).map((line) => (
        <span key={line} className={classes.under}>
          {line}
        </span>
      ))}
      {reason && <span className="sw-hidden">{reason}</span>}
    </PageLink>
  );
}

function isSilent(cell: Cell, measure: Measure): boolean {
  if (measure === 'visits') return visitCompliance(cell.visits.judged).n === 0;
  if (measure === 'earned' || measure === 'uninvoiced') return (cell.money ?? []).length === 0 && cell.visits.done < 5;
  return measure === 'enrolment' && cell.openedOn === null;
}

interface AnswerProps {
  readonly cell: Cell;
  readonly measure: Measure;
  readonly language: string;
  readonly say: Say;
}

function Answer({ cell, measure, language, say }: AnswerProps) {
  if (measure === 'enrolment') return ofTarget(cell.enrolment.enrolled, cell.enrolment.target, say);
  if (measure === 'visits') return shareInWords(cell.visits.judged, language);
  if (measure === 'overdue') return say('grid.overdue', { visits: cell.overdue.count });
  if (!cell.money || cell.money.length === 0) return say('grid.nothing');
  return cell.money.map((sum) => (
    <MoneyText key={sum.currency} bare amountMinor={measure === 'earned' ? sum.earnedMinor : sum.uninvoicedMinor} currency={sum.currency} />
  ));
}

/** What stands under the answer, a line each. */
function underOf(cell: Cell, measure: Measure, say: Say): readonly string[] {
  const { enrolment, visits, overdue, money } = cell;
  if (measure === 'enrolment') return [say('grid.consented', { n: enrolment.screened }), trendInWords(enrolment, say)];
  if (measure === 'visits') return [say('grid.judged', { n: visitCompliance(visits.judged).n }), shareTrendInWords(visits, say)];
  if (measure === 'overdue') return overdue.oldestDays === null ? [] : [say('grid.oldest', { days: overdue.oldestDays })];
  const [sum] = money ?? [];
  // The currency stands below its amount: beside it nine studies would not fit on a page.
  return [
    (money ?? []).map(({ currency }) => currency).join(', '),
    say('grid.visitsDone', { n: visits.done }),
    sum ? moneyTrend(sum, say) : '',
  ];
}

function moneyTrend(sum: NonNullable<Cell['money']>[number], say: Say): string {
  const [recent, before] = [BigInt(sum.recentMinor), BigInt(sum.beforeMinor)];
  if (recent === 0n && before === 0n) return '';
  return say(`moneyTrend.${recent > before ? 'up' : recent < before ? 'down' : 'level'}`);
}

function sortKey(cell: Cell | undefined, measure: Measure): number | undefined {
  if (!cell) return undefined;
  if (measure === 'enrolment') return cell.enrolment.enrolled / (cell.enrolment.target || 1);
  if (measure === 'visits') return visitCompliance(cell.visits.judged).share ?? undefined;
  if (measure === 'overdue') return cell.overdue.count;
  const [sum] = cell.money ?? [];
  return sum ? Number(measure === 'earned' ? sum.earnedMinor : sum.uninvoicedMinor) : undefined;
}
