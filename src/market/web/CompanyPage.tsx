// The profile of one company: facts with their sources, and what the network judges of it; empty fields say so.
import { useQuery } from '@tanstack/react-query';
import { EmptyState, KeyFacts, PageHeader, PageLink, Problem, usePageParams, Waiting } from '#ui';
import { developmentsOf, factSections, swotSections } from '../rules/evidence-notes.ts';
import { useCompanyWords } from './company-words.ts';
import classes from './held.module.css';
import { NoteSection } from './NoteSection.tsx';
import { marketApi } from './queries.ts';
import { useSources } from './shipped-claims.ts';
import { TagMark } from './TagMark.tsx';
import { useNoteDrawer } from './use-note-drawer.tsx';

/** The page. */
export function CompanyPage() {
  const say = useCompanyWords();
  const { company: key } = usePageParams<'company'>();
  const answer = useQuery(marketApi.companies.queryOptions({ input: {} }));
  const book = useQuery(marketApi.evidence.queryOptions({ input: {} }));
  const [write, drawer] = useNoteDrawer();
  const sources = useSources();
  const company = answer.data?.companies.find((each) => each.company === key);
  const counting = book.data?.entries.flatMap(({ record, state }) => (state === 'counts' ? [record] : [])) ?? [];
  const onWrite = answer.data?.can.edit ? write : undefined;
  return (
    <>
      <PageHeader
        title={company?.name ?? say(answer.data ? 'missing' : 'company')}
        crumbs={[
          { label: say('market'), to: '/market' },
          { label: say('companies'), to: '/market/companies' },
        ]}
      />
      {answer.error && !answer.data && <Problem error={answer.error} onRetry={() => void answer.refetch()} />}
      {answer.isPending && <Waiting rows={8} />}
      {answer.data && !company && (
        <EmptyState title={say('missing')} icon="people">
          {say('missingText')}
        </EmptyState>
      )}
      {company && (
        <>
          <KeyFacts
            facts={[
              { term: say('share'), value: say('shareUnknown') },
              ...(company.evidence
                ? [
                    {
                      term: say('namedBy'),
                      value: <PageLink to={`/market/evidence/${company.evidence.id}`}>{sources(company.evidence).name}</PageLink>,
                      note: <TagMark tag={company.evidence.tag} />,
                    },
                  ]
                : []),
            ]}
          />
          <div className={classes.boxes}>
            {[...factSections, ...swotSections].map((section) => (
              <NoteSection
                key={section}
                section={section}
                company={company.company}
                notes={company.notes}
                records={section === 'developments' ? developmentsOf(company.name, counting) : []}
                onWrite={onWrite}
              />
            ))}
          </div>
        </>
      )}
      {drawer}
    </>
  );
}
