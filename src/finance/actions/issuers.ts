// What stands on the invoices of the network's own organizations: name, address, tax, bank, logo, and the formats of their numbers.
import { type Act, requireMay } from '#access';
import { fileFor } from '#files';
import { dateInZone } from '#lib';
import { Refusal, isPaperPicture } from '#platform';
import type { AnswerOf, BodyOf } from '#platform/contract';
import type { financeContract } from '../contract.ts';
import { canEditIssuer } from '../policy.ts';
import { isOrganizationKnown } from '../store/contracts.ts';
import { type IssuerRow, insertIssuer, issuerOf, loadIssuers, updateIssuer } from '../store/issuer.ts';

type Routes = typeof financeContract;
type IssuerView = AnswerOf<Routes['saveIssuer']>;

/** The organizations of the network itself, with their particulars where these are known. */
export async function listIssuers(act: Act): Promise<IssuerView[]> {
  requireMay(act, 'finance.view', {});
  const known = new Map((await loadIssuers(act.tx)).map((row) => [row.organizationId, row]));
  const organizations = await ownOrganizations(act);
  return organizations.map(({ id, name }) => viewIssuer(act, { id, name }, known.get(id) ?? null));
}

/** Says what stands on an organization's invoices from now on; what was issued stays as it was printed. */
export async function saveIssuer(
  act: Act,
  organizationId: string,
  version: number,
  body: BodyOf<Routes['saveIssuer']>,
): Promise<IssuerView> {
  requireMay(act, 'finance.edit-issuer', { siteId: null, studyId: null });
  if (!(await isOrganizationKnown(act.tx, organizationId))) throw new Refusal('not-found');
  const organization = (await ownOrganizations(act)).find((each) => each.id === organizationId);
  if (!organization) throw new Refusal('organization-not-own', { field: 'organizationId' });
  if (body.invoiceFormat === body.creditNoteFormat) throw new Refusal('formats-alike', { field: 'creditNoteFormat' });
  const before = await issuerOf(act.tx, organizationId);
  const { tax, logoFileId, ...words } = body;
  const logo = logoFileId === null || logoFileId === before?.logoFileId ? null : await fileFor(act, 'logo', logoFileId);
  if (logo && !(await isPaperPicture(logo.bytes))) throw new Refusal('picture-not-printable', { field: 'logoFileId' });
  const logoSha256 = logoFileId === null ? null : (logo?.sha256 ?? before?.logoSha256 ?? null);
  const row = { ...words, taxLabel: tax?.label ?? null, taxBasisPoints: tax?.basisPoints ?? 0, logoFileId, logoSha256 };
  const isSaved = before
    ? before.version === version && (await updateIssuer(act.tx, before.id, version, row))
    : version === 0 && (await insertIssuer(act.tx, { id: act.newId(), organizationId, ...row }));
  if (!isSaved)
    throw new Refusal('version-conflict', {
      yours: version,
      current: viewIssuer(act, organization, await issuerOf(act.tx, organizationId)),
    });
  return viewIssuer(act, organization, await issuerOf(act.tx, organizationId));
}

interface Named {
  readonly id: string;
  readonly name: string;
}

// Who issues is the network itself, or an institution or practice of its own.
async function ownOrganizations(act: Act): Promise<Named[]> {
  const { rows } = await act.tx.$client.query<Named>({
    name: 'finance-own-organizations',
    text: `select o.id, o.name from network.pub_organization o where o.kind in ('smo', 'institution', 'practice') order by o.kind <> 'smo', o.name`,
  });
  return rows;
}

function viewIssuer(act: Act, organization: Named, row: IssuerRow | null): IssuerView {
  return {
    id: row?.id ?? null,
    organizationId: organization.id,
    organization: organization.name,
    particulars: row && {
      legalName: row.legalName,
      address: row.address,
      taxNumber: row.taxNumber,
      bankDetails: row.bankDetails,
      timeZone: row.timeZone,
      invoiceFormat: row.invoiceFormat,
      creditNoteFormat: row.creditNoteFormat,
      tax: row.taxLabel === null || row.taxBasisPoints === 0 ? null : { label: row.taxLabel, basisPoints: row.taxBasisPoints },
      logoFileId: row.logoFileId,
    },
    today: row && dateInZone(act.now, row.timeZone).toString(),
    version: row?.version ?? 0,
    can: { edit: canEditIssuer(act.actor) },
  };
}
