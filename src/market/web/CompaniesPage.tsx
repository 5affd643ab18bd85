// The profiled companies: who they are, and how much of each profile somebody has filled in.
import { useQuery } from '@tanstack/react-query';
import { DataTable, EmptyState, PageHeader, useLanguage, type Column, type Say } from '#ui';
import { developmentsOf, factSections, swotSections } from '../rules/evidence-notes.ts';
import { useCompanyWords } from './company-words.ts';
import type { Company, EvidenceRecord } from './held-queries.ts';
import { MarketSections } from './MarketSections.tsx';
import { marketApi } from './queries.ts';
import { TagMark } from './TagMark.tsx';

/** The page. */
export function CompaniesPage() {
  const say = useCompanyWords();
  const language = useLanguage();
  const companies = useQuery(marketApi.companies.queryOptions({ input: {} }));
  const book = useQuery(marketApi.evidence.queryOptions({ input: {} }));
  const counting = book.data?.entries.flatMap(({ record, state }) => (state === 'counts' ? [record] : [])) ?? [];
  return (
    <>
      <PageHeader title={say('companies')} crumbs={[{ label: say('market'), to: '/market' }]} lead={say('companiesLead')} />
      <MarketSections active="companies" />
      <DataTable
        label={say('companies')}
        columns={columns(say, counting, language)}
        rows={companies.data?.companies}
        rowKey={({ company }) => company}
        rowTo={({ company }) => `/market/companies/${company}`}
        error={companies.data ? undefined : companies.error}
        onRetry={() => void companies.refetch()}
        empty={
          <EmptyState title={say('companiesNone')} icon="people">
            {say('companiesNoneText')}
          </EmptyState>
        }
      />
    </>
  );
}

function columns(say: Say, records: readonly EvidenceRecord[], language: string): readonly Column<Company>[] {
  const filledOf = (company: Company, sections: readonly string[]) =>
    sections.filter(
      (section) =>
        company.notes.some((note) => note.section === section) ||
        (section === 'developments' && developmentsOf(company.name, records).length > 0),
    ).length;
  const filled = (key: string, header: string, sections: readonly string[]): Column<Company> => ({
    key,
    header,
    cell: (row) => {
      const count = filledOf(row, sections);
      return count === 0 ? say('nothingYet') : say('ofFields', { filled: count, all: sections.length });
    },
    sortBy: (row) => filledOf(row, sections),
    width: '180px',
  });
  return [
    { key: 'name', header: say('company'), cell: ({ name }) => name, sortBy: ({ name }) => name.toLocaleLowerCase(language) },
    filled('facts', say('facts'), factSections),
    filled('judgements', say('judgements'), swotSections),
    { key: 'share', header: say('share'), cell: () => say('shareUnknown'), width: '260px' },
    { key: 'tag', header: say('namedBy'), cell: ({ evidence }) => evidence && <TagMark tag={evidence.tag} />, width: '120px' },
  ];
}
