// Every page of the product, as a role that may open it and as one that may not: wide and narrow, light and dark.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#lib';
import { pages } from '../../src/app/web/pages.ts';
import { hasChromium, openChromium, openWindow, type WatchedPage } from './chromium.ts';
import { faultsOf, settled } from './page-checks.ts';
import { type Stage, openDemoStage } from './stage.ts';
import { enterAs, picture } from './steps.ts';

const [coordinator, finance, contracts, manager, quality, administrator] = [
  'Ana Ruiz',
  'Farah Idris',
  'Colin Meyer',
  'Noor Haddad',
  'Quentin Adair',
  'Adam Stone',
] as const;

/** A page to open: who may, who may not (nobody where every role may), and its sections or filters. */
interface Case {
  readonly path: string;
  readonly may: string;
  readonly mayNot?: string;
  readonly search?: string;
}

const cases: readonly Case[] = [
  { path: '/people', may: administrator, mayNot: coordinator },
  { path: '/people/$personId', may: administrator, mayNot: coordinator },
  { path: '/history/$recordId', may: coordinator, mayNot: finance, search: '?zone=America/Chicago&of=101-007' },
  { path: '/studies', may: manager },
  { path: '/studies/import', may: manager, mayNot: coordinator },
  { path: '/today', may: coordinator, mayNot: finance },
  { path: '/studies/$studyId', may: manager, search: '?section=schedule' },
  { path: '/studies/$studyId', may: manager, search: '?section=sites' },
  { path: '/studies/$studyId', may: manager, search: '?section=protocol' },
  { path: '/studies/$studyId/import', may: manager, mayNot: coordinator },
  { path: '/study-sites/$studySiteId', may: coordinator },
  { path: '/study-sites/$studySiteId', may: coordinator, search: '?section=due' },
  { path: '/subjects/$subjectId', may: coordinator, mayNot: contracts },
  { path: '/subjects/$subjectId', may: coordinator, search: '?section=history' },
  { path: '/subjects/$subjectId', may: finance, search: '?section=earnings' },
  { path: '/subjects/$subjectId', may: coordinator, search: '?section=trail' },
  { path: '/visits/$visitId', may: coordinator, mayNot: finance },
  { path: '/visits/$doneVisitId', may: coordinator, mayNot: finance },
  { path: '/money', may: finance, mayNot: coordinator },
  { path: '/studies/$studyId/earned', may: finance, mayNot: contracts },
  { path: '/accrual-lines/$lineId', may: finance, mayNot: contracts },
  { path: '/studies/$studyId/contracts', may: contracts, mayNot: coordinator },
  { path: '/contracts/$contractId', may: contracts, mayNot: coordinator },
  { path: '/quality', may: quality, mayNot: finance },
  { path: '/studies/$studyId/deviations', may: quality, mayNot: finance },
  { path: '/deviations/$deviationId', may: quality, mayNot: finance },
  { path: '/jobs', may: manager },
  { path: '/jobs/$jobId', may: manager },
];

const looks = [
  { width: 1440, height: 900, colorScheme: 'light', hasPicture: true },
  { width: 1440, height: 900, colorScheme: 'dark', hasPicture: false },
  { width: 390, height: 844, colorScheme: 'dark', hasPicture: true },
  { width: 390, height: 844, colorScheme: 'light', hasPicture: false },
] as const;

describe.skipIf(!hasChromium)('every page of the product', () => {
  let stage: Stage;
  let browser: Browser;
  let ids: ReadonlyMap<string, string>;
  const windows = new Map<string, WatchedPage>();

  beforeAll(async () => {
    [stage, browser] = await Promise.all([openDemoStage(), openChromium()]);
    for (const person of new Set(cases.flatMap(({ may, mayNot }) => [may, ...(mayNot ? [mayNot] : [])]))) {
      const opened = await openWindow(browser, stage);
      await enterAs(opened.page, person);
      windows.set(person, opened);
    }
    const records = await idsOf(stage);
    ids = new Map([...records, ['jobId', await importNothing(windowOf(manager).page, records.get('studyId') ?? '')]]);
  });
  afterAll(async () => {
    await browser?.close();
    await stage?.close();
  });

  const windowOf = (person: string): WatchedPage => {
    const found = windows.get(person);
    if (!found) throw new Error(`${person} has not come in`);
    return found;
  };
  const addressOf = ({ path, search = '' }: Case) => path.replace(/\$(\w+)/, (_, name: string) => ids.get(name) ?? `no-${name}`) + search;

  it('has a case here', () => {
    const covered = new Set(cases.map(({ path }) => path));
    expect(pages.map(({ path }) => path).filter((path) => !covered.has(path))).toEqual([]);
  });

  it.each(cases.map((each) => ({ ...each, address: `${each.path}${each.search ?? ''}` })))(
    '$address opens to $may, wide and narrow, light and dark, without a fault',
    async (each) => {
      const { page, complaints } = windowOf(each.may);
      complaints.splice(0);
      await page.setViewportSize({ width: looks[0].width, height: looks[0].height });
      await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
      await page.goto(addressOf(each));
      await settled(page);
      expect(await page.locator('h1').first().innerText()).not.toMatch(/You may not open|no such page|could not be shown/);
      const faults: string[] = [];
      for (const { width, height, colorScheme, hasPicture } of looks) {
        await page.setViewportSize({ width, height });
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        const found = await faultsOf(page);
        faults.push(...found.map((fault) => `${width} ${colorScheme}: ${fault}`));
        if (hasPicture) await picture(page, pictureName(each, width, colorScheme));
      }
      expect([...faults, ...complaints]).toEqual([]);
    },
  );

  it.each(cases.filter(({ mayNot }) => mayNot))('$path is denied to $mayNot in words', async (each) => {
    const { page } = windowOf(each.mayNot ?? '');
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(addressOf(each));
    await page.getByRole('heading', { level: 1, name: 'You may not open this page' }).waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Go to my first page' }).waitFor();
  });
});

function pictureName({ path, search = '' }: Case, width: number, scheme: string): string {
  const name = `${path}${search.replace(/\?zone.*/, '')}`.replaceAll(/[^A-Za-z]+/g, '-').replace(/^-/, '');
  return `page-${name}-${width}-${scheme}`;
}

/** Asks for an import that is refused as a job, so that there is a job to look at; answers its id. */
async function importNothing(page: Page, studyId: string): Promise<string> {
  const sent = await page.request.post('/api/files/dataset?name=dm.csv', {
    headers: { origin: new URL(page.url()).origin, 'idempotency-key': newId(), 'content-type': 'text/csv' },
    data: 'no,table,of,subjects\n',
  });
  const answer = await page.request.post(`/api/studies/${studyId}/sdtm-imports`, {
    headers: { origin: new URL(page.url()).origin, 'idempotency-key': newId() },
    data: { timeZone: 'UTC', fileIds: [((await sent.json()) as { id: string }).id] },
  });
  if (!answer.ok()) throw new Error(`the import was answered ${answer.status()}: ${await answer.text()}`);
  return ((await answer.json()) as { jobId: string }).jobId;
}

/** Records of the demo by the names that addresses give them. */
async function idsOf({ world: { superuser } }: Stage): Promise<ReadonlyMap<string, string>> {
  const { rows } = await superuser.query<{ name: string; id: string }>(`
    with seventh as (select * from subjects.subject where number = '101-007')
    select 'personId' as name, id from access.person where name = 'Ana Ruiz'
    union all select 'recordId', id from visits.visit_occurrence where subject_id = (select id from seventh) and visit_key = 'V2'
    union all select 'studyId', id from studies.study where code = 'NLX-301'
    union all select 'studySiteId', id from studies.study_site where number = '101'
    union all select 'subjectId', id from seventh
    union all select 'visitId', id from visits.visit_occurrence where subject_id = (select id from seventh) and visit_key = 'V3'
    union all select 'doneVisitId', id from visits.visit_occurrence where subject_id = (select id from subjects.subject where number = '101-003') and visit_key = 'V3'
    union all (select 'lineId', id from finance.accrual_line where visit_key = 'V3' and kind = 'payable' order by id limit 1)
    union all select 'contractId', id from finance.contract where code = 'C1'
    union all (select 'deviationId', id from monitoring.deviation order by id limit 1)
  `);
  return new Map(rows.map(({ name, id }) => [name, id]));
}
