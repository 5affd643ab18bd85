// "Why this amount" in both languages and widths: a visit in two parts, and a screen failure that took a visit's place.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasChromium, openChromium, openWindow, type WatchedPage } from './chromium.ts';
import { faultsOf, settled } from './page-checks.ts';
import { type Stage, openDemoStage } from './stage.ts';
import { enterAs, picture, wordsOf } from './steps.ts';

const languages = ['en', 'es'] as const;

/** What the panel must say of a line in each language. */
const lines = {
  holdback: {
    where: `l.kind = 'holdback' and l.visit_key = 'V3'`,
    en: ['Held back', '90% of 1,950.00 = 1,755.00', '1,950.00 − 1,755.00 = 195.00, by Exhibit B', 'Visit Week 4'],
    es: ['Retenido', '90% de 1,950.00 = 1,755.00', '1,950.00 − 1,755.00 = 195.00, según Exhibit B', 'Visita Week 4'],
  },
  failure: {
    where: `l.kind = 'screen-failure'`,
    en: ['In place of Screening 1,560.00; nothing is held back', 'at most 8', 'screened:'],
    es: ['En lugar de Screening 1,560.00; no se retiene nada', 'como máximo 8', 'seleccionados:'],
  },
  replaced: {
    where: `l.reverses_id is not null and l.kind = 'payable' and l.visit_key = 'V1'`,
    en: ['Taken back, because screening failed on', '−1,404.00'],
    es: ['Anulada porque falló la selección el', '−1,404.00'],
  },
};

describe.skipIf(!hasChromium)('[FIN-01] why this amount', () => {
  let stage: Stage;
  let browser: Browser;
  let finance: WatchedPage;
  let page: Page;

  beforeAll(async () => {
    [stage, browser] = await Promise.all([openDemoStage(), openChromium()]);
    finance = await openWindow(browser, stage);
    page = finance.page;
    await enterAs(page, 'Farah Idris');
  });
  afterAll(async () => {
    await browser?.close();
    await stage?.close();
  });

  it.each(Object.keys(lines) as (keyof typeof lines)[])(
    'of a %s line is told in English and in Spanish, on a desk and on a phone',
    async (name) => {
      const { where, ...said } = lines[name];
      const { rows } = await stage.world.superuser.query<{ id: string }>(
        `select l.id from finance.accrual_line l join studies.study s on s.id = l.study_id where s.code = 'NLX-301' and ${where} order by l.id limit 1`,
      );
      for (const language of languages) {
        await page.evaluate((chosen) => localStorage.setItem('language', chosen), language);
        for (const width of [1440, 390]) {
          await page.setViewportSize({ width, height: 900 });
          await page.goto(`/accrual-lines/${rows[0]?.id}`);
          await page
            .getByText(language === 'en' ? 'Arithmetic' : 'Cálculo')
            .first()
            .waitFor();
          await settled(page);
          const words = await wordsOf(page);
          for (const part of said[language]) expect(words).toContain(part);
          expect(await faultsOf(page), `${name} ${language} ${width}`).toEqual([]);
          await picture(page, `why-${name}-${language}-${width}`);
        }
      }
    },
  );
});
