// Who may do what, route by route: written by hand from the words of the roles and never from the program, whose guard it judges.
import type { Role } from '#access';

/**
 * What a right hangs on. A record is reached where a grant covers it; a study or site also by a grant at one of its study-sites.
 * - `self`: about oneself, with or without a grant
 * - `self-command`: about oneself, and refused by the domain where there is nothing to do it with
 * - `own`: a job, key, session or passkey of one's own; anybody else's is out of scope
 * - `list`: what lies in reach, possibly nothing
 * - `directory`: one book for the network, which its readers read as a whole
 * - `network`: needs a grant for the whole network
 * - `network-record`: a record of the whole network, which only a grant for all of it reaches
 * - `site`, `study`, `pair`: a record of a site, of a study, of a study at a site
 * - `trail`: the entries about such a record; those that may not be read are not told of either
 * - `site-write`: a site itself; needs a grant for all that happens there
 * - `whole-study`: a study at all its sites; needs a grant for all of them
 * - `opening`: a study and a site that are brought together
 * - `study-record`: a record of a study at all its sites, which only a grant for all of them reaches
 * - `sending`: what one sends oneself, and what lies nowhere yet
 */
export type Reach =
  | 'self'
  | 'self-command'
  | 'own'
  | 'list'
  | 'directory'
  | 'network'
  | 'network-record'
  | 'site'
  | 'site-write'
  | 'study'
  | 'whole-study'
  | 'pair'
  | 'trail'
  | 'opening'
  | 'study-record'
  | 'sending';

/** One route: the roles that may use it in their own scope, and whether the holder of the data directory's token may. */
export interface Row {
  readonly on: Reach;
  readonly may: readonly Role[];
  readonly operator: boolean;
}

// Those who work with the participants; an investigator answers for all that the coordinators do and sees what they see.
const atTheVisit: Role[] = ['coordinator', 'investigator'];
// "Everything of own sites", "all sites".
const overseers: Role[] = ['site-director', 'network-manager'];
const outside: Role[] = ['monitor', 'sponsor', 'auditor'];
const staff: Role[] = [...atTheVisit, 'regulatory', 'recruiter', 'finance', 'contracts', ...overseers, 'quality'];
// Administrators name sites and studies in the grants they give; nothing that lies below them is theirs.
const everybody: Role[] = [...staff, ...outside, 'institution', 'administrator'];
const readsProtocol: Role[] = [...staff, ...outside];
// "Subjects by number" or with identity; recruiters have leads, contracts has terms, institutions have approvals.
const seesSubjects: Role[] = [...atTheVisit, 'regulatory', 'finance', ...overseers, 'quality', ...outside];
// A visit's record tells what was done and why not: health, so neither finance ("never diagnoses") nor regulatory.
const seesVisits: Role[] = [...atTheVisit, ...overseers, 'quality', ...outside];
const seesDeviations: Role[] = [...seesVisits, 'regulatory'];
// Indicators compare sites and people: "quality" has them, and overseers "everything of own sites"; nobody from outside.
const seesIndicators: Role[] = ['quality', ...overseers];
// "Contracts, earned lines" and "contracts, budgets"; an auditor reads the agreement, which is an essential record, and not the ledger.
const seesTerms: Role[] = ['finance', 'contracts', ...overseers, 'auditor'];
const seesMoney: Role[] = ['finance', ...overseers];
// What completing a visit would earn, and did earn, is shown where visits are completed.
const previews: Role[] = [...seesMoney, ...atTheVisit];
// People belong to regulatory ("binder, people"), to those who assign them, and to administrators.
const seesPeople: Role[] = ['regulatory', ...overseers, 'administrator'];
// Everybody who answers for a record or checks it reads its trail; a sponsor does not.
const seesTrail: Role[] = [...atTheVisit, 'regulatory', ...overseers, 'quality', 'monitor', 'auditor'];
// Names of sponsors and vendors: the network's own people. A sponsor never learns of other sponsors; outside roles see one study, one site.
const seesOrganizations: Role[] = [...staff, 'administrator'];

// Documents of the binder and the agreements: those who keep them, and those who come to check.
const keepsFiles: Role[] = [...atTheVisit, 'regulatory', 'contracts', ...overseers, 'quality'];
const seesFiles: Role[] = [...keepsFiles, 'monitor', 'auditor'];

const administers: Row = { on: 'network', may: ['administrator'], operator: true };
const runsSite: Row = { on: 'site-write', may: overseers, operator: true };
const runsNetwork: Row = { on: 'network', may: ['network-manager'], operator: true };
const readsMarket: Row = { on: 'directory', may: overseers, operator: true };
const runsStudy: Row = { on: 'whole-study', may: ['network-manager'], operator: true };
const runsStudySite: Row = { on: 'pair', may: ['network-manager'], operator: true };
const worksWithSubject: Row = { on: 'pair', may: atTheVisit, operator: true };
const readsVisit: Row = { on: 'pair', may: seesVisits, operator: true };
const invoices: Row = { on: 'pair', may: ['finance'], operator: false };
const writesTerms: Row = { on: 'pair', may: ['contracts'], operator: true };

/** Every route of the contract by its operation's name. */
export const table: Readonly<Record<string, Row>> = {
  'access.me': { on: 'self', may: everybody, operator: true },
  // An account is a person's: neither a key nor the holder of the data directory's token has one.
  'access.account': { on: 'self', may: everybody, operator: false },
  'access.create-key': { on: 'self-command', may: everybody, operator: false },
  'access.revoke-key': { on: 'own', may: everybody, operator: false },
  'access.end-session': { on: 'own', may: everybody, operator: false },
  'access.end-other-sessions': { on: 'self', may: everybody, operator: false },
  'access.remove-passkey': { on: 'own', may: everybody, operator: false },
  'access.events': { on: 'network', may: ['administrator'], operator: true },
  'access.unlock-person': administers,
  'access.reset-second-factor': administers,
  'access.people': { on: 'directory', may: seesPeople, operator: true },
  'access.person': { on: 'directory', may: seesPeople, operator: true },
  'access.add-person': administers,
  'access.invite-person': administers,
  'access.disable-person': administers,
  'access.give-grant': administers,
  // The walk takes back a grant for the whole network.
  'access.revoke-grant': { ...administers, on: 'network-record' },

  'audit.history': { on: 'trail', may: seesTrail, operator: true },

  'platform.jobs': { on: 'self', may: everybody, operator: true },
  'platform.job': { on: 'own', may: everybody, operator: true },
  'platform.cancel-job': { on: 'own', may: everybody, operator: true },

  // One field over everything; what is found is what each person may open, kind by kind.
  'desk.search': { on: 'self', may: everybody, operator: true },

  // What one was told, and how one looks at tables: everybody's own.
  'notifications.list': { on: 'self', may: everybody, operator: true },
  'notifications.count': { on: 'self', may: everybody, operator: true },
  'notifications.mark-read': { on: 'self', may: everybody, operator: true },
  'desk.views': { on: 'self', may: everybody, operator: true },
  'desk.keep-view': { on: 'self', may: everybody, operator: true },
  'desk.forget-view': { on: 'own', may: everybody, operator: true },

  'network.organizations': { on: 'directory', may: seesOrganizations, operator: true },
  'network.create-organization': runsNetwork,
  'network.amend-organization': runsNetwork,
  'network.sites': { on: 'list', may: everybody, operator: true },
  'network.site': { on: 'site', may: everybody, operator: true },
  'network.create-site': runsNetwork,
  'network.amend-site': runsSite,
  'network.set-opening-hours': runsSite,
  'network.load-holidays': runsSite,
  'network.set-holidays': runsSite,

  'studies.studies': { on: 'list', may: everybody, operator: true },
  'studies.study': { on: 'study', may: everybody, operator: true },
  'studies.create-study': runsNetwork,
  'studies.amend-study': runsStudy,
  'studies.preview-import': { ...runsStudy, on: 'study-record' },
  'studies.import-protocol': { ...runsStudy, on: 'study-record' },
  'studies.schedule': { on: 'study', may: readsProtocol, operator: true },
  'studies.save-schedule': runsStudy,
  'studies.schedule-document': { on: 'study', may: readsProtocol, operator: true },
  'studies.amend-schedule': runsStudy,
  // A release is signed, and the local operator signs nothing.
  'studies.release-schedule': { ...runsStudy, operator: false },
  'studies.protocol': { on: 'study', may: readsProtocol, operator: true },
  // A copy of what is read; whoever may read the schedule may take it along.
  'studies.export-usdm': { on: 'study', may: readsProtocol, operator: true },
  'studies.study-sites': { on: 'list', may: everybody, operator: true },
  'studies.study-site': { on: 'pair', may: everybody, operator: true },
  'studies.open-study-at-site': { on: 'opening', may: ['network-manager'], operator: true },
  'studies.amend-study-site': runsStudySite,
  'studies.change-study-site-status': runsStudySite,

  'files.add-protocol': { ...runsNetwork, on: 'sending' },
  'files.add-dataset': { ...runsNetwork, on: 'sending' },
  'files.add-registry': { ...runsNetwork, on: 'sending' },
  'files.add-logo': { ...runsNetwork, on: 'sending' },
  'files.add-document': { on: 'pair', may: keepsFiles, operator: true },
  'files.file': { on: 'pair', may: seesFiles, operator: true },
  'files.content': { on: 'pair', may: seesFiles, operator: true },

  // What an investigator signs is theirs alone; what was signed stands beside the visit, for whoever sees the visit.
  'signatures.to-sign': { on: 'list', may: ['investigator'], operator: false },
  'signatures.returned': { on: 'list', may: seesVisits, operator: true },
  'signatures.record': readsVisit,
  'signatures.sign': { on: 'pair', may: ['investigator'], operator: false },
  'signatures.return': { on: 'pair', may: ['investigator'], operator: false },

  'interop.import-sdtm': runsStudy,

  'subjects.list': { on: 'pair', may: seesSubjects, operator: true },
  'subjects.view': { on: 'pair', may: seesSubjects, operator: true },
  'subjects.funnel': { on: 'study', may: seesSubjects, operator: true },
  // "With identity", "identities with purpose"; everybody else has numbers.
  'subjects.identity': { on: 'pair', may: [...atTheVisit, 'site-director'], operator: false },
  'subjects.find': { on: 'pair', may: [...atTheVisit, 'site-director'], operator: false },
  'subjects.consent': worksWithSubject,
  'subjects.advance': worksWithSubject,
  'subjects.reach-milestone': worksWithSubject,

  'visits.of-subject': readsVisit,
  'visits.view': readsVisit,
  'visits.due': readsVisit,
  'visits.due-list': { on: 'list', may: seesVisits, operator: true },
  'visits.windows': { ...readsVisit, on: 'study' },
  'visits.complete': worksWithSubject,
  'visits.book': { ...worksWithSubject, operator: false },
  'visits.correct': worksWithSubject,
  'visits.miss': worksWithSubject,
  'visits.cancel': { ...worksWithSubject, operator: false },
  'visits.add-unscheduled': { ...worksWithSubject, operator: false },

  // Adverse events are health; causality is the investigator's, whatever else a role may do.
  'safety.of-subject': { on: 'pair', may: seesVisits, operator: true },
  'safety.of-study-site': { on: 'pair', may: seesVisits, operator: true },
  'safety.adverse-event': { on: 'pair', may: seesVisits, operator: true },
  'safety.record': { on: 'pair', may: atTheVisit, operator: false },
  'safety.amend': { on: 'pair', may: atTheVisit, operator: false },
  'safety.resolve': { on: 'pair', may: atTheVisit, operator: false },
  'safety.report': { on: 'pair', may: atTheVisit, operator: false },
  'safety.judge': { on: 'pair', may: ['investigator'], operator: false },

  'finance.contracts': { on: 'study', may: seesTerms, operator: true },
  'finance.contract': { on: 'pair', may: seesTerms, operator: true },
  'finance.create-contract': { on: 'opening', may: ['contracts'], operator: true },
  'finance.draft-version': writesTerms,
  'finance.save-terms': writesTerms,
  'finance.release-version': writesTerms,
  'finance.dry-run': { on: 'pair', may: seesTerms, operator: true },
  'finance.earned': { on: 'study', may: seesMoney, operator: true },
  'finance.studies': { on: 'list', may: seesMoney, operator: true },
  'finance.line': { on: 'pair', may: seesMoney, operator: true },
  'finance.visit-earnings': { on: 'pair', may: previews, operator: true },
  'finance.preview-earnings': { on: 'pair', may: previews, operator: true },
  'finance.events-of-subject': { on: 'pair', may: seesMoney, operator: true },
  'finance.record-event': invoices,
  'finance.withdraw-event': invoices,
  'finance.uninvoiced': { on: 'list', may: seesMoney, operator: true },
  // "Issue invoices": finance alone, and nobody who writes the terms.
  'finance.preview-invoice-run': { on: 'list', may: ['finance'], operator: false },
  'finance.run-invoices': invoices,
  'finance.invoices': { on: 'list', may: seesMoney, operator: true },
  'finance.invoice': { on: 'pair', may: seesMoney, operator: true },
  'finance.invoice-pdf': { on: 'pair', may: seesMoney, operator: true },
  'finance.remove-invoice-lines': invoices,
  'finance.discard-invoice': invoices,
  'finance.preview-issue': invoices,
  'finance.issue-invoice': invoices,
  'finance.send-invoice': invoices,
  'finance.void-invoice': invoices,
  'finance.credit-invoice': invoices,
  // What stands on our invoices, bank account included, is not said by who issues them.
  'finance.issuers': { on: 'directory', may: seesMoney, operator: true },
  'finance.save-issuer': { on: 'network', may: ['network-manager'], operator: true },

  // A home is its role's: "Network", "Site", and "Portal" for those who come from outside.
  'desk.network': { on: 'list', may: ['network-manager'], operator: true },
  'desk.sites': { on: 'list', may: overseers, operator: true },
  'desk.site': { on: 'site', may: overseers, operator: true },
  'desk.portal': { on: 'list', may: ['monitor', 'sponsor'], operator: false },
  'desk.portal-study': { on: 'study', may: ['monitor', 'sponsor'], operator: false },

  // "Simulate" is the network manager's; a director sees what is forecast of the own sites. A portal shows no forecast.
  'forecasting.study': { on: 'study', may: overseers, operator: true },
  'forecasting.network': { on: 'list', may: overseers, operator: true },
  'forecasting.run-study': { on: 'whole-study', may: ['network-manager'], operator: true },
  'forecasting.run-network': runsNetwork,

  // The market is one book for those who oversee; what the network makes of it, its money and its plans, are the network manager's, who "simulates".
  'market.evidence': readsMarket,
  'market.assumptions': readsMarket,
  'market.outlook': readsMarket,
  'market.cells': readsMarket,
  'market.runs': readsMarket,
  'market.activity': readsMarket,
  'market.activity-import': readsMarket,
  'market.companies': readsMarket,
  'market.position': { on: 'network', may: overseers, operator: true },
  'market.recommendations': { on: 'network', may: overseers, operator: true },
  'market.strategy': { on: 'network', may: overseers, operator: true },
  'market.reports': { on: 'network', may: overseers, operator: true },
  'market.report': { on: 'network', may: overseers, operator: true },
  'market.report-chapter': { on: 'network', may: overseers, operator: true },
  'market.report-file': { on: 'network', may: overseers, operator: true },
  'market.make-report': runsNetwork,
  'market.preview-evidence': runsNetwork,
  'market.add-evidence': runsNetwork,
  'market.supersede-evidence': runsNetwork,
  'market.preview-assumptions': runsNetwork,
  'market.save-assumptions': runsNetwork,
  'market.scenarios': runsNetwork,
  'market.add-scenario': runsNetwork,
  'market.amend-scenario': runsNetwork,
  'market.preview-scenario': runsNetwork,
  'market.compare-scenarios': runsNetwork,
  'market.run': runsNetwork,
  'market.import-activity': runsNetwork,
  'market.choose-activity': runsNetwork,
  'market.preview-new-site': runsNetwork,
  'market.new-sites': runsNetwork,
  'market.keep-new-site': runsNetwork,
  'market.add-note': runsNetwork,

  'monitoring.deviations': { on: 'study', may: seesDeviations, operator: true },
  'monitoring.studies': { on: 'list', may: seesDeviations, operator: true },
  'monitoring.deviation': { on: 'pair', may: seesDeviations, operator: true },
  'monitoring.raise-deviation': { on: 'pair', may: atTheVisit, operator: false },
  // "Assess" is quality's and "approve" the director's; whoever drafts a deviation does not assess it.
  'monitoring.assess': { on: 'pair', may: ['quality', 'site-director'], operator: false },
  'monitoring.indicators': { on: 'list', may: seesIndicators, operator: true },
  'monitoring.indicator': { on: 'list', may: seesIndicators, operator: true },
  'monitoring.indicator-trend': { on: 'pair', may: seesIndicators, operator: true },
  'monitoring.indicator-rows': { on: 'pair', may: seesIndicators, operator: true },
  'monitoring.signals': { on: 'list', may: seesIndicators, operator: true },
  'monitoring.signal': { on: 'pair', may: seesIndicators, operator: true },
  'monitoring.signals-quality': { on: 'list', may: seesIndicators, operator: true },
  // Who answers a signal is who assesses deviations; a look is at the network as a whole, which a part of it would misjudge.
  'monitoring.handle-signal': { on: 'pair', may: ['quality', 'site-director'], operator: false },
  'monitoring.run-indicators': { on: 'network', may: ['quality', 'network-manager'], operator: true },
};

/** Where a grant holds; null stands for all. */
export interface Where {
  readonly siteId: string | null;
  readonly studyId: string | null;
}

/** What the table says about a request: let in to the domain's own answer, refused, or told that there is no such record. */
export type Verdict = 'in' | 'forbidden' | 'hidden';

/** The verdict for a role granted somewhere, on the records of a place, in a network where every study is open at every site. */
export function verdict(row: Row, role: Role, at: Where, place: { siteId: string; studyId: string }): Verdict {
  if (row.on === 'self' || row.on === 'self-command') return 'in';
  if (row.on === 'own') return 'hidden';
  if (!row.may.includes(role)) return 'forbidden';
  const [atSite, inStudy] = [at.siteId === null || at.siteId === place.siteId, at.studyId === null || at.studyId === place.studyId];
  switch (row.on) {
    case 'list':
    case 'directory':
      return 'in';
    case 'network':
      return at.siteId === null && at.studyId === null ? 'in' : 'forbidden';
    case 'network-record':
      return at.siteId === null && at.studyId === null ? 'in' : 'hidden';
    case 'site':
      return atSite ? 'in' : 'hidden';
    case 'site-write':
      return !atSite ? 'hidden' : at.studyId === null ? 'in' : 'forbidden';
    case 'study':
      return inStudy ? 'in' : 'hidden';
    case 'whole-study':
      return !inStudy ? 'hidden' : at.siteId === null ? 'in' : 'forbidden';
    case 'study-record':
      return inStudy && at.siteId === null ? 'in' : 'hidden';
    case 'sending':
      return 'in';
    case 'opening':
      return !atSite || !inStudy ? 'hidden' : 'in';
    default:
      return atSite && inStudy ? 'in' : 'hidden';
  }
}
