// Leadership says what is held of the market: evidence that contradicts, what it does, and how one record stands in for another.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasChromium } from './chromium.ts';
import { type DemoWindow, openDemoWindow } from './demo-window.ts';
import { enterAs, goTo, looksWell, picture, wordsOf } from './steps.ts';

describe.skipIf(!hasChromium)('[MKT-120] [MKT-121] the evidence of the market', () => {
  let noor: DemoWindow;
  let page: Page;

  beforeAll(async () => {
    noor = await openDemoWindow('Noor Haddad');
    page = noor.page;
  }, 240_000);
  afterAll(() => noor?.close());

  it('1. every claim stands with its source and kind of figure, and what ships is told apart', async () => {
    await goTo(page, '/market');
    await page.getByRole('link', { name: 'Evidence', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Evidence' }).waitFor();
    await page.getByText('No record contradicts another').waitFor();
    const words = await wordsOf(page, 'table');
    expect(words).toContain('The market was worth USD 6.71 billion in 2025.');
    expect(words).toContain('USD 6,710 million');
    expect(words).toContain('Ships with the program');
    expect(words).toContain('PharmaShots, Aug 2024');
    await looksWell(page, 'market-evidence');
    await page.getByLabel('Kind', { exact: true }).selectOption('challenge');
    await expect.poll(() => page.getByRole('row').count()).toBe(4);
  });

  it('2. before a record is kept, what it lacks is named, then what it contradicts and what the outlook becomes', async () => {
    await goTo(page, '/market/evidence');
    await page.getByRole('button', { name: 'Add evidence' }).click();
    await page.getByRole('button', { name: 'See what it does' }).click();
    expect(await page.getByText('This is needed.').count()).toBe(2);
    await page.getByLabel('Claim').fill('The market was worth USD 12 billion in 2025.');
    await page.getByLabel('Value').fill('12000');
    await page.getByLabel('Year of which it speaks').fill('2025');
    await page
      .getByLabel(/^Source/)
      .first()
      .fill('A second report');
    await page.getByRole('button', { name: 'See what it does' }).click();
    const preview = page.getByRole('region', { name: 'Before it is kept' });
    await preview.waitFor();
    const words = await preview.innerText();
    expect(words).toMatch(/1 contradiction/);
    expect(words).toMatch(/Market size in 2025:\s+6,710 against 12,000/);
    expect(words).toContain('where the sources lie further apart than each says of itself, its interval widens');
    expect(words).toMatch(/In 2031 the market stays at USD 9,330 million; its 80 % would be [\d,]+–[\d,]+ instead of [\d,]+–[\d,]+\./);
    await looksWell(page, 'market-evidence-new');
    const before = await noor.stage.world.superuser.query('select count(*)::int as n from market.evidence');
    expect(before.rows).toEqual([{ n: 0 }]);
    await preview.getByRole('button', { name: 'Keep it' }).click();
    await page.getByRole('heading', { level: 1, name: 'The market was worth USD 12 billion in 2025.' }).waitFor();
    await page.getByText('Counts, contradicted').waitFor();
    await goTo(page, '/market/evidence');
    await page.getByText('1 contradiction', { exact: true }).waitFor();
    await picture(page, 'market-evidence-conflict-1440-light');
  });

  it('3. a record stands in for another with a reason; both stay, each with the chain of its versions', async () => {
    await goTo(page, '/market/evidence/frame-size-2025');
    await page.getByRole('button', { name: 'Let another stand in for it' }).click();
    await page.getByLabel('Value').fill('6900');
    await page.getByLabel('Claim').fill('The market was worth USD 6.9 billion in 2025.');
    await page.getByLabel('Why it stands in for the other').fill('The publisher revised it');
    await page.getByRole('button', { name: 'See what it does' }).click();
    const preview = page.getByRole('region', { name: 'Before it is kept' });
    await preview.waitFor();
    expect(await preview.innerText()).toMatch(/USD 6,710 million\s+USD 6,900 million/);
    await looksWell(page, 'market-evidence-supersede', ({ width, colorScheme }) => width === 1440 && colorScheme === 'light');
    await preview.getByRole('button', { name: 'Keep it' }).click();
    await page.getByRole('heading', { level: 1, name: 'The market was worth USD 6.9 billion in 2025.' }).waitFor();
    await page.getByText('Stands in for the one before, because: The publisher revised it').waitFor();
    await looksWell(page, 'market-evidence-record');
    await page.getByRole('region', { name: 'Its versions' }).getByRole('link').first().click();
    await page.getByRole('heading', { level: 1, name: 'The market was worth USD 6.71 billion in 2025.' }).waitFor();
    await page.getByText('Superseded', { exact: true }).waitFor();
    expect(await page.getByRole('button', { name: 'Let another stand in for it' }).count()).toBe(0);
  });

  it('4. a record is withdrawn with a reason, and stays in the book', async () => {
    await goTo(page, '/market/evidence');
    await page.getByRole('link', { name: 'The market was worth USD 12 billion in 2025.' }).click();
    await page.getByRole('button', { name: 'Withdraw' }).press('Enter');
    const without = page.getByRole('region', { name: 'Withdraw this record' });
    await without.getByText(/^In 2031 the market stays at/).waitFor();
    expect(await page.locator(':focus').innerText()).toBe('Withdraw this record');
    expect(await without.getByRole('button', { name: 'Withdraw' }).isDisabled()).toBe(true);
    await page.getByLabel('Why it is withdrawn').fill('It counted vendors twice');
    await without.getByRole('button', { name: 'Withdraw' }).click();
    await page.getByText(/Withdrawn by Noor Haddad, .+, because: It counted vendors twice/).waitFor();
    await goTo(page, '/market/evidence?state=withdrawn');
    expect(await wordsOf(page, 'table')).toContain('The market was worth USD 12 billion in 2025.');
  });

  it('[MKT-123] 5. a profile says that nothing is known, and takes facts with a source and a SWOT', async () => {
    await goTo(page, '/market/companies');
    expect(await wordsOf(page, 'table')).toContain('WCG Clinical');
    expect(await page.getByRole('row').count()).toBe(11);
    await looksWell(page, 'market-companies', ({ width, colorScheme }) => (width === 390) === (colorScheme === 'dark'));
    await page.getByRole('link', { name: 'WCG Clinical' }).click();
    await page.getByRole('heading', { level: 1, name: 'WCG Clinical' }).waitFor();
    expect(await page.getByRole('region', { name: 'Recent developments' }).innerText()).toContain('WCG enhances its Site Network.');
    expect(await page.getByRole('region', { name: 'Key personnel' }).innerText()).toContain('Nothing is known.');
    await page.getByRole('button', { name: 'Add to Business overview' }).click();
    await page.getByLabel('What is to be said').fill('It runs a network of sites.');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('A fact needs a source, or a record of evidence.').nth(1).waitFor();
    await page.getByLabel('Source', { exact: true }).fill('Its own pages');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('region', { name: 'Business overview' }).getByText('It runs a network of sites.').waitFor();
    await page.getByRole('button', { name: 'Add to Strengths' }).click();
    await page.getByLabel('What is to be said').fill('Many sites under one contract');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('region', { name: 'Strengths' }).getByText('Many sites under one contract').waitFor();
    await looksWell(page, 'market-company');
  });

  it('[MKT-124] 6. our own SWOT and the five forces begin with the evidence, and are rewritten and withdrawn with a reason', async () => {
    await goTo(page, '/market/strategy');
    await page.getByRole('region', { name: 'Weaknesses' }).getByText('34 % of sites report less operating capital').waitFor();
    await looksWell(page, 'market-strategy');
    const buyers = page.getByRole('region', { name: 'Power of buyers' });
    await buyers.getByRole('button', { name: /^Rewrite/ }).click();
    await page.getByLabel('Strength', { exact: true }).selectOption('4');
    await page.getByLabel('What is to be said').fill('Twenty buyers spend most of what is spent.');
    await page.getByLabel('Why it is changed').fill('Said of us, not of them');
    await page.getByRole('button', { name: 'Save' }).click();
    await buyers.getByText('Twenty buyers spend most of what is spent.').waitFor();
    expect(await buyers.innerText()).toMatch(/Strength 4 of 5\s+Written by Noor Haddad, .+; because: Said of us, not of them/);
    const entrants = page.getByRole('region', { name: 'Threat of new entrants' });
    await entrants
      .getByRole('button', { name: /^Withdraw/ })
      .first()
      .click();
    await page.getByLabel('Why it is withdrawn').fill('One site is no entrant');
    await page.getByRole('dialog').getByRole('button', { name: 'Withdraw' }).click();
    await entrants.getByText('Nobody has judged it yet.').waitFor();
  });

  it('[MKT-122] 7. assumptions are drafted, shown with what they do, and held as a version with a reason', async () => {
    await goTo(page, '/market/assumptions');
    await page.getByText('All as shipped').waitFor();
    await looksWell(page, 'market-assumptions', ({ width, colorScheme }) => (width === 390) === (colorScheme === 'dark'));
    await page.getByLabel('Group').selectOption({ label: 'Prices' });
    const row = page.getByRole('row', { name: /Price of a site-year: Brazil/ });
    const [drawer, isFocused] = [page.getByRole('dialog'), (one: Element) => one === document.activeElement];
    await row.press('Enter');
    await drawer.getByLabel(/^Value/).press('Escape');
    await expect.poll(() => row.evaluate(isFocused)).toBe(true);
    await row.press('Enter');
    // Letter by letter, as people type: the first one must not take the field away.
    await drawer.getByLabel(/^Value/).selectText();
    await page.keyboard.type('0.8');
    expect(await drawer.getByLabel(/^Value/).evaluate((field) => getComputedStyle(field).outline)).toMatch(/solid 2px/);
    await page.keyboard.press('Enter');
    await drawer.getByText('This is needed.').waitFor();
    await expect.poll(() => drawer.getByLabel('Why this value').evaluate(isFocused)).toBe(true);
    await page.keyboard.type('Our contracts of this year');
    await drawer.getByRole('button', { name: 'Put into the draft' }).press('Enter');
    await expect.poll(() => row.evaluate(isFocused)).toBe(true);
    await page.getByText('1 change is drafted, not held yet.').waitFor({ state: 'attached' });
    const tray = page.getByRole('region', { name: 'Draft, not held yet' });
    expect(await tray.innerText()).toMatch(/Price of a site-year: Brazil: 0\.4 .+ becomes 0\.8/);
    await page.getByRole('button', { name: 'Add a share' }).click();
    await page.getByRole('dialog').getByLabel(/^Part/).selectOption({ label: 'Oncology' });
    await page
      .getByRole('dialog')
      .getByLabel(/^Share/)
      .fill('35');
    await page.getByRole('dialog').getByLabel('Reason').fill('A survey');
    await page.getByRole('dialog').getByRole('button', { name: 'Put into the draft' }).click();
    await tray.getByText('Claim: Oncology, 2025: 35.0 %').waitFor();
    await tray.getByRole('button', { name: 'See what it does' }).click();
    const held = page.getByRole('region', { name: 'Before they are held' });
    await held.waitFor();
    expect(await held.innerText()).toMatch(/Country: Brazil\s+[\d,.]+\s+[\d,.]+\s+\+[\d,.]+/);
    await looksWell(page, 'market-assumptions-draft');
    await held.getByLabel('Why they are changed').fill('Contracts of the spring');
    await held.getByRole('button', { name: 'Hold these from now on' }).press('Enter');
    await page.getByText('Version 1', { exact: true }).waitFor();
    await page.getByRole('row', { name: /Contracts of the spring/ }).waitFor();
    expect(await page.getByRole('row', { name: /Price of a site-year: Brazil/ }).innerText()).toContain('changed by the network');
    expect(await tray.count()).toBe(0);
    await page.locator('main:focus').waitFor();
  });

  it('9. it reads in Spanish, and a director reads without changing', async () => {
    const { page: director, complaints } = await noor.another();
    await enterAs(director, 'Dana Whitfield');
    await goTo(director, '/market/evidence');
    expect(await director.getByRole('button', { name: 'Add evidence' }).count()).toBe(0);
    await director.evaluate(() => localStorage.setItem('language', 'es'));
    await goTo(director, '/market/evidence');
    expect(await wordsOf(director)).toContain('El 38 % de los centros señala la complejidad');
    await picture(director, 'market-evidence-es-1440-light');
    expect([...complaints, ...noor.complaints]).toEqual([]);
  });
});
