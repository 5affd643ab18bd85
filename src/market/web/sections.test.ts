// Which tabs of the market somebody sees: those whose pages open, for each role and reach.
import { describe, expect, it } from 'vitest';
import { type Actor, holds, type Role, roleNames } from '#access/rules';
import { canEdit, canSeePosition } from '../policy.ts';
import { heldPages } from './held-pages.ts';
import { activityPages } from './activity-pages.ts';
import { outlookPages } from './outlook-pages.ts';
import { marketSections, sectionsFor } from './sections.ts';

const holder = (role: Role, siteId: string | null, studyId: string | null = null): Actor => ({
  id: 'p1',
  name: 'Somebody',
  kind: 'staff',
  grants: [{ role, siteId, studyId }],
});
const keys = (actor: Actor) => sectionsFor(actor).map(({ key }) => key);
const pages = [...outlookPages, ...heldPages, ...activityPages];

const read = ['outlook', 'segments', 'evidence', 'assumptions', 'activity', 'companies'];
const stand = ['position', 'recommendations', 'strategy', 'report'];
const all = marketSections.map(({ key }) => key);

describe('[MKT-182] the tabs of the market', () => {
  it('are all for who manages the whole network', () => {
    expect(keys(holder('network-manager', null))).toEqual(all);
  });

  it('are those of the market alone for a director of one site, and those of the position too for one of all sites', () => {
    expect(keys(holder('site-director', 's1'))).toEqual(read);
    expect(keys(holder('site-director', null)).toSorted()).toEqual([...read, ...stand].toSorted());
    expect(keys(holder('site-director', null, 'study'))).toEqual(read);
  });

  it('hold nothing of the whole network for a network manager of one site', () => {
    expect(keys(holder('network-manager', 's1'))).toEqual(read);
  });

  it.each(roleNames)('open for %s wherever they are shown, and are shown wherever they open', (role) => {
    for (const actor of [holder(role, null), holder(role, 's1'), holder(role, null, 'study')]) {
      if (!holds(actor, 'market.view')) continue;
      const shown = new Set(keys(actor));
      for (const { key, to } of marketSections) {
        const page = pages.find(({ path }) => path === to);
        const asked = stand.includes(key) ? canSeePosition(actor) : read.includes(key) || canEdit(actor);
        expect([key, shown.has(key)]).toEqual([key, asked && holds(actor, page?.permission ?? 'nobody')]);
      }
    }
  });
});
