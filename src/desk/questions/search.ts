// One search over what the actor may open: participants by number only, for identities are never searched here; all else by name.
import { type Act, holds, may, namedPeople, scopesOf } from '#access';
import { likePatterns, ranked, typedWords } from '#lib';
import type { AnswerOf, QueryOf } from '#platform/contract';
import { canConsent } from '#subjects';
import type { deskContract } from '../contract.ts';

type Found = AnswerOf<(typeof deskContract)['search']>[number];
type Asked = QueryOf<(typeof deskContract)['search']>;
type Kind = Found['kind'];

/** So many of a kind are told; more would be read by nobody. */
const MOST = 8;
/** So many of a kind are compared; whoever types another letter has fewer. */
const COMPARED = 200;
const nothing = { consent: false, find: false };

const searches: Readonly<Record<Kind, (act: Act, typed: string) => Promise<Found[]>>> = {
  subject: searchSubjects,
  'study-site': searchStudySites,
  study: searchStudies,
  contract: searchContracts,
  person: searchPeople,
};

/** What fits the letters typed, kind by kind. Without letters only one asked-for kind is answered, by its order. */
export async function search(act: Act, { typed, only }: Asked): Promise<Found[]> {
  if (only === undefined && typedWords(typed).length === 0) return [];
  const found: Found[] = [];
  for (const [kind, look] of Object.entries(searches)) if (only === undefined || only === kind) found.push(...(await look(act, typed)));
  return found;
}

interface SubjectRow {
  readonly id: string;
  readonly number: string;
  readonly study: string;
  readonly site_number: string;
  readonly site: string;
}

/** The statement for numbers; a test looks at its plan. `$1` is the beginning, `$2` what no number with that beginning reaches. */
export const SUBJECTS = `
  with own as (
    select s.id, s.number, s.study_site_id from subjects.pub_subject s
    where s.number collate "C" >= $1 and s.number collate "C" < $2
      and exists (select 1 from unnest($4::uuid[], $5::uuid[]) g (site, study) where (g.site is null or g.site = s.site_id) and (g.study is null or g.study = s.study_id))
    order by s.number collate "C" limit $3
  ), ending as (
    select s.id, s.number, s.study_site_id from subjects.pub_subject s
    where (select count(*) from own) < $3 and right(s.number, length($1)) = $1 and s.number collate "C" not between $1 and $2
      and exists (select 1 from unnest($4::uuid[], $5::uuid[]) g (site, study) where (g.site is null or g.site = s.site_id) and (g.study is null or g.study = s.study_id))
    order by s.number collate "C" limit $3
  )
  select f.id, f.number, p.study_code as study, p.number as site_number, p.site_name as site
  from (select 1 as part, own.* from own union all select 2, ending.* from ending) f join studies.pub_study_site p on p.id = f.study_site_id
  order by f.part, f.number, p.study_code limit $3`;

async function searchSubjects(act: Act, typed: string): Promise<Found[]> {
  const scopes = scopesOf(act.actor, 'subjects.view');
  const beginning = typed.trim().toUpperCase();
  // One letter begins half of all numbers; it is not looked for in their ends.
  if (scopes.length === 0 || beginning === '' || /\s/.test(beginning)) return [];
  const { rows } = await act.tx.$client.query<SubjectRow>({
    name: 'desk-search-subjects',
    text: SUBJECTS,
    values: [beginning, `${beginning}\u{10ffff}`, MOST, scopes.map((scope) => scope.siteId), scopes.map((scope) => scope.studyId)],
  });
  return rows.map((row) => ({
    kind: 'subject' as const,
    id: row.id,
    label: row.number,
    place: [row.study, `${row.site_number} ${row.site}`],
    can: nothing,
  }));
}

interface StudySiteRow {
  readonly id: string;
  readonly siteId: string;
  readonly studyId: string;
  readonly number: string;
  readonly status: Parameters<typeof canConsent>[1] extends { status: infer S } ? S : string;
  readonly study: string;
  readonly study_name: string;
  readonly site: string;
}

async function searchStudySites(act: Act, typed: string): Promise<Found[]> {
  if (!holds(act.actor, 'studies.view')) return [];
  const { rows } = await act.tx.$client.query<StudySiteRow>({
    name: 'desk-search-study-sites',
    text: `select p.id, p.site_id as "siteId", p.study_id as "studyId", p.number, p.status, p.study_code as study, p.study_name, p.site_name as site
      from studies.pub_study_site p
      where lower(normalize(p.number || ' ' || p.site_name || ' ' || p.study_code || ' ' || p.study_name, nfd)) like all ($1::text[])
      order by p.study_code, p.number limit $2`,
    values: [likePatterns(typed), COMPARED],
  });
  const seen = rows.filter((row) => may(act.actor, 'studies.view', row));
  return ranked(typed, seen, (row) => [row.number, row.site, row.study, row.study_name])
    .slice(0, MOST)
    .map((row) => ({
      kind: 'study-site' as const,
      id: row.id,
      label: row.site,
      place: [row.study, row.number],
      can: {
        consent: row.status === 'active-recruiting' && canConsent(act.actor, row),
        find: may(act.actor, 'subjects.identify', row),
      },
    }));
}

async function searchStudies(act: Act, typed: string): Promise<Found[]> {
  if (!holds(act.actor, 'studies.view')) return [];
  const { rows } = await act.tx.$client.query<{ id: string; code: string; name: string }>({
    name: 'desk-search-studies',
    text: `select s.id, s.code, s.name from studies.pub_study s
      where lower(normalize(s.code || ' ' || s.name, nfd)) like all ($1::text[]) order by s.code limit $2`,
    values: [likePatterns(typed), COMPARED],
  });
  const seen = rows.filter((row) => may(act.actor, 'studies.view', { studyId: row.id }));
  return ranked(typed, seen, (row) => [row.code, row.name])
    .slice(0, MOST)
    .map((row) => ({ kind: 'study' as const, id: row.id, label: row.code, place: [row.name], can: nothing }));
}

interface ContractRow {
  readonly id: string;
  readonly code: string;
  readonly siteId: string | null;
  readonly studyId: string;
  readonly study: string;
  readonly payer: string | null;
}

async function searchContracts(act: Act, typed: string): Promise<Found[]> {
  if (!holds(act.actor, 'finance.view-terms')) return [];
  const { rows } = await act.tx.$client.query<ContractRow>({
    name: 'desk-search-contracts',
    text: `select c.id, c.code, c.site_id as "siteId", c.study_id as "studyId", s.code as study, o.name as payer
      from finance.pub_contract c join studies.pub_study s on s.id = c.study_id left join network.pub_organization o on o.id = c.payer_id and $3
      where lower(normalize(c.code || ' ' || s.code || ' ' || coalesce(o.name, ''), nfd)) like all ($1::text[]) order by s.code, c.code limit $2`,
    values: [likePatterns(typed), COMPARED, holds(act.actor, 'network.view-organizations')],
  });
  const seen = rows.filter((row) =>
    may(act.actor, 'finance.view-terms', { studyId: row.studyId, ...(row.siteId === null ? {} : { siteId: row.siteId }) }),
  );
  return ranked(typed, seen, (row) => [row.code, row.study, row.payer ?? ''])
    .slice(0, MOST)
    .map((row) => ({
      kind: 'contract' as const,
      id: row.id,
      label: row.code,
      place: [row.study, ...(row.payer === null ? [] : [row.payer])],
      can: nothing,
    }));
}

async function searchPeople(act: Act, typed: string): Promise<Found[]> {
  const people = await namedPeople(act, typed, MOST);
  return people.map(({ id, name }) => ({ kind: 'person' as const, id, label: name, place: [], can: nothing }));
}
