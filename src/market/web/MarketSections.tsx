// The tabs under the head of every page of the market.
import type { Actor } from '#access/rules';
import { SectionTabs, useSession, type Session } from '#ui';
import { sectionsFor } from './sections.ts';
import { useMarketWords } from './words.ts';

/** What the session knows of the person beside the name: their grants in force. */
interface MarketSession extends Session {
  readonly person: Session['person'] & Pick<Actor, 'kind'>;
  readonly grants: Actor['grants'];
}

/** The tabs that the person may open; `active` is the key of the present one. */
export function MarketSections({ active }: { readonly active: string }) {
  const say = useMarketWords();
  const { person, grants } = useSession<MarketSession>();
  return (
    <SectionTabs
      label={say('sections')}
      sections={sectionsFor({ ...person, grants }).map(({ key, to }) => ({ label: say(`section.${key}`), to, active: key === active }))}
    />
  );
}
