// The network on a map: each site with the worst of what was found there.
import { WorldMap, type FigureTable, type MapPlace } from '#ui';
import { findingInWords, toneOf } from './finding-words.ts';
import classes from './homes.module.css';
import type { Overview, SiteShown } from './queries.ts';
import { useDeskWords } from './words.ts';

/** The map. Sites without a known position are named below it and never drawn somewhere else. */
export function NetworkMap({ overview }: { readonly overview: Overview }) {
  const say = useDeskWords();
  const judged = overview.sites.map((site) => {
    const cells = overview.cells.filter((cell) => cell.siteId === site.id);
    const findings = cells.flatMap((cell) => cell.findings);
    const enrolled = cells.reduce((sum, { enrolment }) => sum + enrolment.enrolled, 0);
    const [worst] = [...findings].sort((a, b) => Number(b.tone === 'late') - Number(a.tone === 'late'));
    const text = worst ? findingInWords(worst, site, say) : say('map.calm', { enrolled, studies: cells.length });
    return { site, tone: toneOf(findings), text, enrolled, studies: cells.length };
  });
  const places = judged.flatMap(({ site, tone, text }): MapPlace[] =>
    site.position ? [{ key: site.id, name: nameOf(site), ...site.position, tone, text, to: `/site?site=${site.id}` }] : [],
  );
  const missing = judged.filter(({ site }) => !site.position).map(({ site }) => nameOf(site));
  const table: FigureTable = {
    headers: [say('grid.site'), say('map.place'), say('map.studies'), say('map.enrolled'), say('findings.weight'), say('findings.reason')],
    rows: judged.map(({ site, tone, text, enrolled, studies }) => [
      site.name,
      [site.city, site.country].filter(Boolean).join(', '),
      `${studies}`,
      `${enrolled}`,
      say(`tone.${tone}`),
      text,
    ]),
  };
  const red = judged.filter(({ tone }) => tone === 'late').length;
  return (
    <>
      <WorldMap
        title={say('map.title')}
        finding={say('map.finding', { sites: judged.length, red })}
        places={places}
        table={table}
        keys={(['late', 'attention', 'good'] as const).map((tone) => ({ tone, label: say(`mapKey.${tone}`) }))}
      />
      {missing.length > 0 && <p className={classes.meaning}>{say('map.missing', { sites: missing.join(', ') })}</p>}
    </>
  );
}

const nameOf = (site: SiteShown) => (site.city ? `${site.name}, ${site.city}` : site.name);
