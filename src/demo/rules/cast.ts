// The forty people of the demo network: who works where, and who has left.
import type { Role } from '#access/rules';

/** A person of the demo. Sites and studies are named by code; without them the grant covers the network. */
export interface DemoPerson {
  readonly name: string;
  readonly role: Role;
  readonly kind: 'staff' | 'external';
  readonly site?: string;
  readonly study?: string;
  /** Days before the plan's day on which the person left; absent for those who stay. */
  readonly leftDaysAgo?: number;
}

const staff = (name: string, role: Role, site?: string): DemoPerson => ({ name, role, kind: 'staff', ...(site ? { site } : {}) });
const visitor = (name: string, role: Role, scope: { readonly site?: string; readonly study?: string }): DemoPerson => ({
  name,
  role,
  kind: 'external',
  ...scope,
});

/** The first of each role is the one whom the sign-in page of a demo offers. */
export const cast: readonly DemoPerson[] = [
  staff('Ana Ruiz', 'coordinator', 'AUS'),
  staff('Dr Irene Walsh', 'investigator', 'AUS'),
  staff('Rosa Klein', 'regulatory', 'AUS'),
  staff('Leo Brandt', 'recruiter', 'AUS'),
  staff('Farah Idris', 'finance'),
  staff('Colin Meyer', 'contracts'),
  staff('Dana Whitfield', 'site-director', 'AUS'),
  staff('Noor Haddad', 'network-manager'),
  staff('Quentin Adair', 'quality'),
  visitor('Mona Petrov', 'monitor', { site: 'AUS', study: 'NLX-301' }),
  visitor('Sven Aurel', 'sponsor', { study: 'NLX-301' }),
  visitor('Ian Okafor', 'institution', { site: 'BOG' }),
  visitor('Audrey Chen', 'auditor', { site: 'AUS', study: 'NLX-301' }),
  staff('Adam Stone', 'administrator'),
  staff('Grace Lindqvist', 'coordinator', 'AUS'),
  staff('Ben Carter', 'coordinator', 'MIA'),
  staff('Teresa Vogel', 'coordinator', 'CHI'),
  staff('Owen Tremblay', 'coordinator', 'YYZ'),
  staff('Lucia Fuentes', 'coordinator', 'GDL'),
  staff('Camila Torres', 'coordinator', 'BOG'),
  staff('Marta Olmedo', 'coordinator', 'MAD'),
  staff('Paco Serrano', 'coordinator', 'SVQ'),
  staff('Harriet Cole', 'coordinator', 'LHR'),
  { ...staff('Nigel Marsh', 'coordinator', 'LHR'), leftDaysAgo: 46 },
  staff('Yuki Tanabe', 'coordinator', 'TYO'),
  staff('Kenji Morioka', 'coordinator', 'OSA'),
  staff('Chloe Barker', 'coordinator', 'SYD'),
  staff('Thandi Maseko', 'coordinator', 'CPT'),
  staff('Pieter Louw', 'coordinator', 'JNB'),
  { ...staff('Lerato Dube', 'coordinator', 'JNB'), leftDaysAgo: 120 },
  staff('Dr Samuel Ortega', 'investigator', 'MIA'),
  staff('Dr Alicia Prieto', 'investigator', 'MAD'),
  staff('Dr Hiroko Sato', 'investigator', 'TYO'),
  staff('Dr Fiona Grant', 'investigator', 'SYD'),
  { ...staff('Dr Marcus Webb', 'investigator', 'LHR'), leftDaysAgo: 75 },
  staff('Elena Castro', 'site-director', 'MAD'),
  staff('Rafael Nunez', 'site-director', 'MIA'),
  staff('Ingrid Sorensen', 'regulatory', 'LHR'),
  visitor('Petra Novak', 'monitor', { site: 'MAD' }),
  visitor('Walter Osei', 'sponsor', { study: 'CRD-305' }),
];
