// What investigators returned and nobody changed since: work of the coordinators' day.
import { useQuery } from '@tanstack/react-query';
import { PageLink, Problem, StatusWord, useMay } from '#ui';
import { signaturesApi, type ReturnedItem } from './queries.ts';
import classes from './signatures.module.css';
import { useSignatureWords } from './words.ts';

/** The list; nothing where nothing was returned. `addressOf` says where a record is changed. */
export function ReturnedList({ addressOf }: { readonly addressOf: (item: ReturnedItem) => string }) {
  const say = useSignatureWords();
  const may = useMay('signatures.view');
  const returned = useQuery({ ...signaturesApi.returned.queryOptions(), enabled: may });
  if (returned.error && !returned.data) return <Problem error={returned.error} onRetry={() => void returned.refetch()} />;
  if (!returned.data || returned.data.length === 0) return null;
  return (
    <section className={classes.panel} aria-label={say('returnedHeading')}>
      <h2 className={classes.heading}>
        {say('returnedHeading')} <span className={classes.quiet}>{returned.data.length}</span>
      </h2>
      <ul className={classes.rows}>
        {returned.data.map((item) => (
          <li key={item.recordId}>
            <PageLink to={addressOf(item)}>
              {item.subjectNumber} {item.title}
            </PageLink>{' '}
            <span className={classes.quiet}>
              {item.studyCode}, {item.siteNumber}
            </span>{' '}
            <StatusWord tone="attention" look="plain">
              {say('returnedBy', { name: item.returnedByName, reason: item.reason })}
            </StatusWord>
          </li>
        ))}
      </ul>
    </section>
  );
}
