// The tabs under the head of every page of the market.
import { SectionTabs, useSession } from '#ui';
import { marketSections } from './sections.ts';
import { useMarketWords } from './words.ts';

/** The tabs that the person may open; `active` is the key of the present one. */
export function MarketSections({ active }: { readonly active: string }) {
  const say = useMarketWords();
  const { permissions } = useSession();
  const shown = marketSections.filter(({ permission }) => permission === undefined || permissions.includes(permission));
  return (
    <SectionTabs
      label={say('sections')}
      sections={shown.map(({ key, to }) => ({ label: say(`section.${key}`), to, active: key === active }))}
    />
  );
}
