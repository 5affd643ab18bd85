// What time it is where the reader's sites are: days are counted by the site's calendar and not by the reader's.
import { useEffect, useState } from 'react';
import { formatInstant, useLanguage } from '#ui';
import { zonesOf, type Placed } from './site-zones.ts';

/** `Mon 13 Apr 2026, 09:00 CDT, Austin Clinical Research`, one for each zone; nothing while no site is known. */
export function SiteClocks({ sites }: { readonly sites: readonly Placed[] }) {
  const language = useLanguage();
  const [now, setNow] = useState(() => new Date().toISOString());
  useEffect(() => {
    const turning = setInterval(() => setNow(new Date().toISOString()), 30_000);
    return () => clearInterval(turning);
  }, []);
  return zonesOf(sites).map(({ timeZone, names }, at) => (
    <span key={timeZone}>
      {at > 0 && '; '}
      <time dateTime={now}>{formatInstant(now, timeZone, { language, weekday: true })}</time>, {names}
    </span>
  ));
}
