// New signals for the homes of those who see indicators; nothing for others.
import { useQuery } from '@tanstack/react-query';
import { PageLink, useLanguage, useMay } from '#ui';
import classes from './deviations.module.css';
import { findingInWords, placeName } from './in-figures.ts';
import { useIndicatorWords } from './indicator-words.ts';
import { monitoringApi } from './queries.ts';

/** So many are listed; the rest is on the page of signals. */
const MOST = 5;

/** The panel. `siteId` narrows it to one site. */
export function NewSignals({ siteId }: { readonly siteId?: string }) {
  const say = useIndicatorWords();
  const language = useLanguage();
  const mayLook = useMay('monitoring.view-indicators');
  const signals = useQuery({
    ...monitoringApi.signals.queryOptions({ input: { query: { state: 'new', ...(siteId ? { siteId } : {}) } } }),
    enabled: mayLook,
  });
  if (!mayLook || !signals.data) return null;
  return (
    <section aria-label={say('panel.title')}>
      <h2 className={classes.heading}>{say('panel.title')}</h2>
      {signals.data.length === 0 && <p className={classes.quiet}>{say('panel.none')}</p>}
      <ul className={classes.signals}>
        {signals.data.slice(0, MOST).map((signal) => (
          <li key={signal.id}>
            <PageLink to={`/signals/${signal.id}`}>{`${say(`name.${signal.indicator}`)}: ${placeName(signal)}`}</PageLink>
            <span className={classes.away}>{findingInWords(signal, say, language)}</span>
          </li>
        ))}
      </ul>
      {signals.data.length > MOST && <PageLink to="/quality/signals">{say('panel.more')}</PageLink>}
    </section>
  );
}
