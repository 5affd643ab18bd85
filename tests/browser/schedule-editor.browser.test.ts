// A study that arrives on paper: NLX-301 is pasted and typed, its faults are told, it is released, and its dates are those of 101-007.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { schedule } from '../../examples/nlx-301/story.ts';
import { settledSchedule } from '../../src/studies/rules/planned-schedule.ts';
import { hasChromium, openChromium, openWindow } from './chromium.ts';
import { faultsOf, settled } from './page-checks.ts';
import { type Stage, openDemoStage } from './stage.ts';
import { enterAs, picture, wordsOf } from './steps.ts';

const copied = [
  'Visit no.|V1|V2|V3|V4',
  'Visit|Screening|Randomisation|Week 4|Week 8',
  'Study day|-28 to -1|Day 1|Day 29|Day 57',
  'Window||||±3',
  'Safety||||',
  'Vital signs|X|X|X|X',
  '12-lead ECG|X|||',
  'Haematology and chemistry|X|X|X|Xa',
]
  .map((row) => row.replaceAll('|', '\t'))
  .join('\n');

describe.skipIf(!hasChromium)('[A01] NLX-301 written by hand', () => {
  let stage: Stage;
  let browser: Browser;
  let page: Page;
  const complaints: string[][] = [];
  let editor: string;

  beforeAll(async () => {
    [stage, browser] = await Promise.all([openDemoStage('2026-03-10T15:00:00Z'), openChromium()]);
    page = await openPage();
    await enterAs(page, 'Noor Haddad');
  });
  afterAll(async () => {
    await browser?.close();
    await stage?.close();
  });

  const press = async (...keys: string[]) => {
    for (const key of keys) await page.keyboard.press(key);
  };
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  const cell = (row: number, column: number) => page.locator(`[data-at="${row} ${column}"]`);
  const isSaved = () => page.getByText('Everything is saved.').waitFor();
  /** Types into the cell under the focus, ends on the one below. */
  const type = async (text: string) => {
    await press('Enter', 'ControlOrMeta+a');
    await page.keyboard.type(text);
    await press('Enter');
  };

  it('a study begins with who it is, its epochs and arms', async () => {
    await page.goto('/studies');
    await button('New study').click();
    await page.getByRole('button', { name: 'Create study' }).waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await button('Create study and write its schedule').click();
    await page.getByText('Enter the study code').waitFor();
    await page.getByLabel('Study code').fill('NLX-301P');
    await page.getByLabel('Phase').fill('III');
    await page.getByLabel('Sponsor').fill('Aurelia Therapeutics');
    await picture(page, 'editor-1-new-study');
    await button('Create study and write its schedule').click();
    await page.getByRole('heading', { level: 1, name: 'Edit schedule' }).waitFor();
    await page.getByRole('grid').waitFor();
    editor = page.url();
    expect(await faultsOf(page)).toEqual([]);
  });

  it('what is pasted is shown first: what was understood, and the cell that was not', async () => {
    await button('Paste from a spreadsheet').click();
    await page.getByLabel('The copied cells').fill(copied);
    await page.getByText('4 visits, 3 activities and 9 marks were understood.').waitFor();
    expect(await wordsOf(page)).toContain('Row 8, column 5 Xa becomes an X; the note is left out');
    await settled(page);
    expect(await faultsOf(page)).toEqual([]);
    await picture(page, 'editor-2-pasted');
    await button('Use it').click();
    await cell(1, 1).waitFor();
    expect(await cell(2, 1).innerText()).toBe('D-28..-1');
    expect(await cell(4, 2).innerText()).toBe('date is chosen (Day 1)');
  });

  it('the rest is written with the keyboard: windows, visits, days, activities, marks', async () => {
    await cell(3, 3).focus();
    await type('-3/+3 d');
    await cell(1, 4).focus();
    await button('Add visit').click();
    await page.waitForFunction(() => document.activeElement?.getAttribute('data-at') === '1 5');
    await type('End of treatment');
    await type('Day 85 ±7');
    await cell(0, 5).focus();
    await button('Add visit').click();
    await page.waitForFunction(() => document.activeElement?.getAttribute('data-at') === '1 6');
    await type('Follow-up call');
    await type('last dose +30 d');
    await type('+5');
    await cell(0, 6).focus();
    await type('FU');
    for (const [name, marks] of [
      ['Tumour imaging', [1, 5]],
      ['Study drug', [2, 3, 4]],
      ['Safety follow-up call', [6]],
    ] as const) {
      await page.keyboard.press('End');
      const rows = await page.locator('tr[data-activity]').count();
      await cell(5 + rows, 0).focus();
      await button('Add activity').click();
      await page.waitForFunction((row) => document.activeElement?.getAttribute('data-at') === `${row} 0`, 6 + rows);
      await type(name);
      for (const column of marks) {
        await cell(6 + rows, column).focus();
        await press(' ');
      }
    }
    for (const row of [6, 7, 8]) {
      await cell(row, 5).focus();
      await press('x');
    }
    expect(await cell(6, 5).innerText()).toContain('X');
    await press('Delete', 'ControlOrMeta+z');
    await settled(page);
  });

  it('milestones, and how a visit takes place, are chosen in its details', async () => {
    const ticks: readonly (readonly [number, readonly string[], readonly string[]])[] = [
      [2, ['randomisation', 'first dose'], []],
      [5, ['last dose'], []],
      [6, [], ['telephone', 'video', 'on site']],
    ];
    for (const [column, milestones, modalities] of ticks) {
      await cell(5, column).focus();
      await press('Enter');
      const drawer = page.getByRole('dialog');
      for (const name of [...milestones, ...modalities]) await drawer.getByLabel(name, { exact: true }).click();
      if (column === 6) await drawer.getByLabel('Counted from').selectOption({ label: 'last dose' });
      if (column === 2) {
        await settled(page);
        expect(await faultsOf(page)).toEqual([]);
        await picture(page, 'editor-3-details');
      }
      await drawer.getByRole('button', { name: 'Done' }).click();
      await drawer.waitFor({ state: 'detached' });
    }
    expect(await cell(5, 2).innerText()).toContain('randomisation');
    await page.getByText('Nothing to look at').waitFor();
    await isSaved();
  });

  it('[A01] under a filter an activity moves among those shown, and a fault leads to its own cell', async () => {
    const focused = () => page.evaluate(() => [document.activeElement?.getAttribute('data-at'), document.activeElement?.textContent]);
    await cell(11, 6).focus();
    await press(' ');
    const filter = page.getByLabel('Find an activity');
    await filter.fill('st');
    await expect.poll(() => page.locator('tr[data-activity]').count()).toBe(2);
    await cell(7, 0).focus();
    await press('Alt+ArrowUp');
    expect(await focused()).toEqual(['6 0', expect.stringContaining('Study drug')]);
    await press('Alt+ArrowUp');
    expect(await focused()).toEqual(['6 0', expect.stringContaining('Study drug')]);
    expect(await button('Move up').isDisabled()).toBe(true);
    await button('Go to Safety follow-up call').click();
    expect(await filter.inputValue()).toBe('');
    await expect.poll(focused).toEqual(['11 0', expect.stringContaining('Safety follow-up call')]);
    await press('ControlOrMeta+z', 'ControlOrMeta+z');
    await page.getByText('Nothing to look at').waitFor();
    expect(await cell(10, 0).innerText()).toBe('Study drug');
    await isSaved();
  });

  it('[BR-02] the imagined participant of 10 March 2026 has the windows of 101-007 to the letter', async () => {
    await page.getByLabel('Day 1', { exact: true }).fill('2026-03-10');
    const dates = page.getByRole('table', { name: 'Dates of the imagined participant' });
    await dates.getByText('10 Apr 2026').waitFor();
    const rows = await dates.locator('tbody tr').allInnerTexts();
    expect(rows.map((row) => row.replaceAll(/\s+/g, ' ').trim())).toEqual([
      'Screening 10 Feb 2026 9 Mar 2026',
      'Randomisation 10 Mar 2026 10 Mar 2026 10 Mar 2026',
      'Week 4 7 Apr 2026 4 Apr 2026 10 Apr 2026',
      'Week 8 5 May 2026 2 May 2026 8 May 2026',
      'End of treatment 2 Jun 2026 26 May 2026 9 Jun 2026',
      'Follow-up call 2 Jul 2026 2 Jul 2026 7 Jul 2026',
    ]);
  });

  it('a fault is said at its cell and below the grid, kept in the browser, and undone', async () => {
    await cell(2, 3).focus();
    await type('about Easter');
    await page.getByText('This is no day or distance').first().waitFor();
    expect(await cell(2, 3).getAttribute('aria-invalid')).toBe('true');
    await page.getByText('Not saved: 1 cells').waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await picture(page, 'editor-4-fault');
    await page.reload();
    await page.getByText('Unsaved changes were kept in this browser').waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await button('Use them').click();
    await page.getByText('This is no day or distance').first().waitFor();
    await cell(2, 3).focus();
    await type('Day 29');
    await isSaved();
  });

  it('two people at one draft are told of each other', async () => {
    await stage.world.superuser.query(
      `update studies.schedule_version set version = version + 1, saved_by_name = 'Somebody' where study_id = (select id from studies.study where code = 'NLX-301P')`,
    );
    await cell(1, 3).focus();
    await type('Week 4 visit');
    await page.getByText('Somebody else saved this draft').waitFor();
    expect(await wordsOf(page)).toContain('Week 4 is now called Week 4 visit.');
    expect(await faultsOf(page)).toEqual([]);
    await picture(page, 'editor-5-two-drafts');
    await button('Take theirs and drop mine').click();
    await isSaved();
    expect(await cell(1, 3).innerText()).toBe('Week 4');
  });

  it.each([
    [1440, 'light'],
    [1440, 'dark'],
    [390, 'light'],
    [390, 'dark'],
  ] as const)('at %i px, %s, the editor has no faults; a phone reads sentences', async (width, colorScheme) => {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme });
    await page.goto(editor);
    if (width === 390) await page.getByText('Week 4: Day 29 ±3; Vital signs', { exact: false }).waitFor();
    else await page.getByRole('grid').waitFor();
    await settled(page);
    expect(await faultsOf(page)).toEqual([]);
    await picture(page, `editor-6-${width}-${colorScheme}`);
  });

  it('in Spanish no word of the editor is missing', async () => {
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.evaluate(() => localStorage.setItem('language', 'es'));
    await page.goto(editor);
    await page.getByText('Nada que revisar').waitFor();
    await picture(page, 'editor-7-spanish');
    await page.evaluate(() => localStorage.setItem('language', 'en'));
  });

  it('it is released with a reason, says what the fixture says, and a next draft shows what changed', async () => {
    await page.goto(editor);
    await page.getByLabel('Reason').fill('Protocol 3.0');
    await page.getByRole('region', { name: 'What the signature binds' }).getByText('I have checked this schedule').waitFor();
    await settled(page);
    expect(await faultsOf(page)).toEqual([]);
    await picture(page, 'editor-9-release');
    await button('Sign and release version 1').click();
    const drawer = page.getByRole('dialog');
    await drawer.getByLabel('Type: demo signature').fill('demo signature');
    await picture(page, 'editor-10-signing');
    await drawer.getByRole('button', { name: 'Sign and release version 1' }).click();
    await page.getByRole('heading', { level: 2, name: 'Versions' }).waitFor();
    await page.getByRole('region', { name: 'Signatures' }).getByText('Covers the record as it is').waitFor();
    await page.getByRole('cell', { name: /Noor Haddad.*, signed \(demo signature\)/ }).waitFor();
    await page.getByRole('cell', { name: 'Protocol 3.0' }).waitFor();
    const studyId = new URL(page.url()).pathname.split('/')[2] ?? '';
    const answer = await page.evaluate(async (id) => {
      const study = await (await fetch(`/api/studies/${id}`)).json();
      return (await fetch(`/api/schedules/${study.scheduleVersions[0].id}`)).json();
    }, studyId);
    expect(answer.version).toMatchObject({
      status: 'released',
      reason: 'Protocol 3.0',
      releasedBy: 'Noor Haddad',
      signed: { by: 'Noor Haddad', demo: true },
    });
    const told = (planned: Parameters<typeof settledSchedule>[0]) =>
      settledSchedule(planned).visits.map((visit) => [visit.name, visit.timing, visit.carries, visit.activities.length]);
    const expected = told(schedule).map((line) => line.map((part) => asWritten(part)));
    expect(told(answer.schedule).map((line) => line.map((part) => asWritten(part)))).toEqual(expected);
    await button('Edit as a new draft').click();
    await page.getByRole('heading', { level: 1, name: 'Edit schedule' }).waitFor();
    await button('Undo').waitFor();
    await cell(3, 4).focus();
    await type('±5');
    await isSaved();
    await page.goto(`/studies/${studyId}?section=schedule&version=2`);
    await page.getByText('Compare two versions').click();
    await page.getByText('The window of Week 8 changed from ±3 to ±5.').waitFor();
    await settled(page);
    expect(await faultsOf(page)).toEqual([]);
    await picture(page, 'editor-8-versions');
  });

  it('went without a complaint of the browser', () => {
    expect(complaints.flat().filter((line) => !/409/.test(line))).toEqual([]);
  });

  /** The keys of V2 and V5 stand behind names; the last dose is planned where V5 carries it, said outright or not. */
  function asWritten(part: unknown): unknown {
    return JSON.parse(JSON.stringify(part).replaceAll(/,"carriedBy":"V5"/g, ''));
  }

  async function openPage(): Promise<Page> {
    const watched = await openWindow(browser, stage);
    complaints.push(watched.complaints);
    return watched.page;
  }
});
