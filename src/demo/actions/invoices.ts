// The invoices of the demo: who issues them, and a run for every month with its invoices, a credit note now and then, and what is forgotten.
import { type Act, because, forEach, openAct } from '#access';
import { keepFile, takeIn } from '#files';
import {
  creditInvoice,
  issueInvoice,
  listInvoices,
  listIssuers,
  previewRun,
  runInvoices,
  saveIssuer,
  sendInvoice,
  viewInvoice,
} from '#finance';
import { createOrganization } from '#network';
import { dateOf, dayOf } from '../rules/days.ts';
import { type InvoiceMonth, creditIn, demoIssuer, invoiceMonths, isForgotten, officeHour } from '../rules/invoicing.ts';
import { openingDay } from '../rules/plan.ts';
import { everyOne, inWords } from './failure.ts';
import { demoLogo } from './logo.ts';
import type { DemoGround } from './open.ts';
import type { DemoPeople } from './people.ts';
import type { DemoPorts } from './ports.ts';

// Who says what stands on invoices never issues them (BR-18).
const MANAGER = 'Noor Haddad';
const FINANCE = 'Farah Idris';
const NEW_VERSION = 1;

type Listed = Awaited<ReturnType<typeof runInvoices>>[number];

/** The months to invoice: none without a portfolio, as NLX-301 is left to whoever tries a run. */
export function monthsToInvoice({ now, portfolio }: Pick<DemoPorts, 'now' | 'portfolio'>): InvoiceMonth[] {
  const today = dayOf(now.toZonedDateTimeISO('UTC').toPlainDate());
  const openings = portfolio.flatMap(({ sites }) => sites.map((place) => openingDay(today, place)));
  return openings.length === 0 ? [] : invoiceMonths(Math.min(...openings), today);
}

/**
 * Makes the runs of all months that have none. A run's drafts are one transaction, its documents on their way out another, which goes beside the
 * drafts of the next run.
 */
export async function invoicePortfolio(ports: DemoPorts, ground: DemoGround, people: DemoPeople, tell: () => void): Promise<void> {
  const months = monthsToInvoice(ports);
  const [first] = months;
  if (!first) return;
  const issuerId = await people.runAs(MANAGER, officeHour(first.issuedDay, 9), 'finance.save-issuer', openIssuer);
  const known = await people.runAs(FINANCE, ports.now, 'demo.read', knownRuns);
  const runs = months.map((month, index): Run => ({
    ports,
    ground,
    issuerId,
    month,
    index,
    disputed: months[index - 2],
    isLast: index === months.length - 1,
  }));
  let drafted: Drafted | null = null;
  for (const run of [...runs, null]) {
    const leaving: Drafted | null = drafted;
    drafted = null;
    await everyOne([
      run ? draftsOf(run, known, people).then((drafts) => void (drafted = drafts && { run, drafts })) : Promise.resolve(),
      leaving ? sendOut(leaving, people) : Promise.resolve(),
    ]);
    if (run) tell();
  }
}

interface Run {
  readonly ports: DemoPorts;
  readonly ground: DemoGround;
  readonly issuerId: string;
  readonly month: InvoiceMonth;
  readonly index: number;
  /** The run whose invoices have reached their payers when this one is made. */
  readonly disputed: InvoiceMonth | undefined;
  readonly isLast: boolean;
}

interface Drafted {
  readonly run: Run;
  readonly drafts: readonly { readonly id: string }[];
}

/** Runs of an earlier load: the days on which invoices were issued, and drafts by the day up to which they go. */
interface KnownRuns {
  readonly issuedOn: ReadonlySet<string | null>;
  readonly drafts: ReadonlyMap<string, readonly { readonly id: string }[]>;
}

async function knownRuns(act: Act): Promise<KnownRuns> {
  const { items } = await listInvoices(act, { limit: 10_000 });
  const waiting = await Promise.all(items.filter(({ status }) => status === 'draft').map(({ id }) => viewInvoice(act, id)));
  const drafts = new Map<string, { id: string }[]>();
  for (const { id, cutOffOn } of waiting) drafts.set(cutOffOn, [...(drafts.get(cutOffOn) ?? []), { id }]);
  return { issuedOn: new Set(items.map((invoice) => invoice.issuedOn)), drafts };
}

const about = ({ month }: Run) => inWords(`the invoices up to ${dateOf(month.cutOffDay).toString()}`);

/** The drafts of a run; null where they are issued already. */
async function draftsOf(run: Run, known: KnownRuns, people: DemoPeople): Promise<Drafted['drafts'] | null> {
  const { month } = run;
  if (known.issuedOn.has(dateOf(month.issuedDay).toString())) return null;
  return (
    known.drafts.get(dateOf(month.cutOffDay).toString()) ??
    people
      .runAs(FINANCE, officeHour(month.issuedDay, 9), 'demo.draft-month', async (act) => {
        await creditDisputed(act, run);
        return draftMonth(act, run);
      })
      .catch(about(run))
  );
}

async function sendOut({ run, drafts }: Drafted, people: DemoPeople): Promise<void> {
  await people
    .runAs(FINANCE, officeHour(run.month.issuedDay, 10), 'demo.issue-month', (act) => issueMonth(act, run, drafts))
    .catch(about(run));
}

async function openIssuer(act: Act): Promise<string> {
  const known = (await listIssuers(act)).find(({ id, organization }) => id !== null && organization === demoIssuer.organization);
  if (known?.id) return known.id;
  await because(act, 'network.create-organization');
  const { id } = await createOrganization(act, { name: demoIssuer.organization, kind: 'smo', country: 'US' });
  await because(act, 'files.add-logo');
  const arrived = await takeIn(act.files, { use: 'logo', name: 'logo.png', declaredType: 'image/png', content: demoLogo() });
  const logo = await keepFile(act, arrived);
  await because(act, 'finance.save-issuer');
  const issuer = await saveIssuer(act, id, 0, { ...demoIssuer.particulars, logoFileId: logo.id });
  if (issuer.id === null) throw new Error('an issuer that was saved has no id');
  return issuer.id;
}

async function issueMonth(act: Act, { ports, month, isLast }: Run, drafts: Drafted['drafts']): Promise<void> {
  // Of the last run something is left to do: a draft that waits, and an invoice that is issued and not sent.
  const waiting = isLast ? drafts.slice(2).at(-1)?.id : undefined;
  const unsent = isLast ? drafts.slice(2).at(-2)?.id : undefined;
  const going = drafts.filter((draft) => draft.id !== waiting);
  await because(act, 'finance.issue-invoice');
  const issued = await forEach(act, going, (own, { id }) => issueInvoice(own, id, NEW_VERSION, true));
  if (month.sentDay >= today(ports)) return;
  const sentOn = dateOf(month.sentDay).toString();
  const sent = issued.filter((invoice) => invoice.id !== unsent);
  await because(act, 'finance.send-invoice');
  const later = openAct({ ...act, now: officeHour(month.sentDay, 16) }, act.teller);
  await forEach(later, sent, (own, { id, version }) => sendInvoice(own, id, version, sentOn));
}

// A payer who disputes a line does so once the invoice is there: its credit note comes with the next run but one.
async function creditDisputed(act: Act, { disputed, index }: Run): Promise<void> {
  const credit = creditIn(index);
  if (!credit || !disputed) return;
  const { items } = await listInvoices(act, { status: 'sent', limit: 10_000 });
  const issuedOn = dateOf(disputed.issuedDay).toString();
  const there = items.filter((invoice) => invoice.kind === 'invoice' && invoice.issuedOn === issuedOn && invoice.lineCount > 2);
  const [chosen] = there.sort((a, b) => ((a.number ?? '') < (b.number ?? '') ? -1 : 1));
  if (!chosen) return;
  const { lines, version } = await viewInvoice(act, chosen.id);
  await because(act, 'finance.credit-invoice');
  const lineIds = lines.slice(0, 1).map((line) => line.id);
  await creditInvoice(act, chosen.id, version, { ...credit, lineIds }, true);
}

const today = ({ now }: DemoPorts) => dayOf(now.toZonedDateTimeISO('UTC').toPlainDate());

async function draftMonth(act: Act, { ports, ground, issuerId, month }: Run): Promise<readonly Listed[]> {
  const cutOff = dateOf(month.cutOffDay).toString();
  const { groups } = await previewRun(act, { cutOff });
  const forgotten = await forgottenContracts(act, ports, ground, month);
  const studies = new Set(ports.portfolio.map(({ key }) => key));
  const wanted = groups.filter(
    (group) => studies.has(group.studyCode) && !forgotten.has(group.contractId) && BigInt(group.totalMinor) > 0n,
  );
  if (wanted.length === 0) return [];
  await because(act, 'finance.run-invoices');
  const invoices = wanted.map(({ contractId, lineCount, totalMinor }) => ({ contractId, lineCount, totalMinor }));
  return runInvoices(act, { issuerId, cutOff, siteId: null, invoices });
}

/** The contracts of single sites that nobody invoices in a month. */
async function forgottenContracts(act: Act, ports: DemoPorts, ground: DemoGround, month: InvoiceMonth): Promise<ReadonlySet<string>> {
  const { rows } = await act.tx.$client.query<{ id: string; study: string; siteId: string }>({
    name: 'demo-contracts-of-sites',
    text: `select c.id, s.code as study, c.site_id as "siteId" from finance.pub_contract c join studies.pub_study s on s.id = c.study_id
      where c.site_id is not null`,
  });
  const siteOf = new Map([...ground.sites].map(([code, id]) => [id, code]));
  return new Set(rows.filter(({ study, siteId }) => isForgotten(study, siteOf.get(siteId) ?? '', month, today(ports))).map(({ id }) => id));
}
