// The steps of an explanation in English and in Spanish: names where keys stand, and nothing of one language in the other.
import { afterAll, describe, expect, it } from 'vitest';
import { setLanguage, wordsOf } from '#ui';
import type { WhyLine } from './queries.ts';
import { type Step, stepInWords } from './step-words.ts';
import './words.ts';

const names = { visits: { V1: 'Cribado', V3: 'Week 4' }, activities: { ecg: 'ECG' } };
const why: WhyLine['why'] = {
  clause: 'Exhibit B',
  contractKey: 'C1',
  contractVersion: 1,
  effectiveFrom: '2026-01-15',
  currency: 'USD',
  inputs: {},
  steps: [],
};
const ratio = {
  rule: { kind: 'ratio', initial: 2, pay: 1, perEnrolled: 3, max: 8 },
  failures: 6,
  enrolled: 7,
  screened: 13,
  payable: 4,
} as const;
const late = { version: 2, effectiveFrom: '2026-06-01', wentLiveOn: '2026-08-01' };
const cut = {
  kind: 'cap-cut',
  mostMinor: '80000',
  earlierMinor: '65000',
  ownMinor: '0',
  fullMinor: '65000',
  directMinor: '11538',
  overheadMinor: '3462',
  lostMinor: '50000',
  amountMinor: '15000',
} as const;

const said: [Step, english: string, spanish: string][] = [
  [
    { kind: 'direct', partly: null, amountMinor: '150000' },
    'The agreed price, before overhead',
    'El precio acordado, antes de gastos generales',
  ],
  [
    {
      kind: 'direct',
      partly: {
        kind: 'pro-rata',
        done: 2,
        planned: 3,
        parts: [
          { activityKey: 'ecg', directMinor: '10000' },
          { activityKey: 'labs', directMinor: '5000' },
        ],
      },
      amountMinor: '15000',
    },
    'ECG 100.00 + labs 50.00: by procedure, 2 of 3 done',
    'ECG 100.00 + labs 50.00: por procedimiento, 2 de 3 hechos',
  ],
  [
    { kind: 'direct', partly: { kind: 'all-or-nothing', isMet: false }, amountMinor: '0' },
    'Nothing: not everything that the contract requires was done',
    'Nada: no se hizo todo lo que exige el contrato',
  ],
  [
    { kind: 'overhead', basisPoints: 3_000, directMinor: '150000', amountMinor: '45000' },
    '30% of 1,500.00 = 450.00',
    '30% de 1,500.00 = 450.00',
  ],
  [
    { kind: 'payable-of-direct', basisPoints: 8_750, directMinor: '150000', overheadMinor: '45000', amountMinor: '176250' },
    '87.5% of 1,500.00 + overhead of 450.00 in full = 1,762.50',
    '87.5% de 1,500.00 + gastos generales de 450.00 completos = 1,762.50',
  ],
  [
    { kind: 'holdback', clause: 'Exhibit B, 4', grossMinor: '195000', payableMinor: '175500', amountMinor: '19500' },
    '1,950.00 − 1,755.00 = 195.00, by Exhibit B, 4',
    '1,950.00 − 1,755.00 = 195.00, según Exhibit B, 4',
  ],
  [
    cut,
    'At most 800.00 in all at one site, and 650.00 was paid before: 150.00 is left (115.38 direct + 34.62 overhead), 500.00 is not billable',
    'Como máximo 800.00 en total por centro, y antes se pagaron 650.00: quedan 150.00 (115.38 directos + 34.62 de gastos generales), 500.00 no son facturables',
  ],
  [
    { ...cut, ownMinor: '15001' },
    'At most 800.00 in all at one site, and 650.00 was paid for others: the 150.00 earned so far stays (115.38 direct + 34.62 overhead), 500.00 is not billable',
    'Como máximo 800.00 en total por centro, y por otros se pagaron 650.00: lo ganado hasta ahora, 150.00, se mantiene (115.38 directos + 34.62 de gastos generales), 500.00 no son facturables',
  ],
  [
    { kind: 'cap-reached', cap: { kind: 'per-subject', count: 1 }, lostMinor: '84500', amountMinor: '0' },
    'At most 1 for one participant: 845.00 is not billable',
    'Como máximo 1 por participante: 845.00 no son facturables',
  ],
  [
    {
      kind: 'visits-replaced',
      visits: [
        { visitKey: 'V1', isTrueUp: false, directMinor: '120000', overheadMinor: '36000' },
        { visitKey: 'V1', isTrueUp: true, directMinor: '30000', overheadMinor: '9000' },
      ],
      amountMinor: '195000',
    },
    'In place of Cribado 1,560.00 + true-up of Cribado 390.00 = 1,950.00; nothing is held back',
    'En lugar de Cribado 1,560.00 + ajuste de Cribado 390.00 = 1,950.00; no se retiene nada',
  ],
  [
    { kind: 'flat-fee', visitKeys: ['V1', 'V9'], amountMinor: '50000' },
    'One fee in place of Cribado, V9; nothing is held back',
    'Una tarifa fija en lugar de Cribado, V9; no se retiene nada',
  ],
  [
    { kind: 'ratio', ...ratio, payableBefore: 4, isPaid: false, amountMinor: '156000' },
    '2 are paid, and 1 more for every 3 enrolled, at most 8. 6 failed, 7 enrolled, 13 screened: 4 paid. 4 were paid before this one, which is at risk until enrolment rises.',
    'Se pagan 2, y 1 más por cada 3 incluidos, como máximo 8. Fallos: 6; incluidos: 7; seleccionados: 13; se pagan 4. Antes de este se pagaron 4; este queda en riesgo hasta que suba el reclutamiento.',
  ],
  [
    { kind: 'ratio', ...ratio, payableBefore: 0, isPaid: true, amountMinor: '156000' },
    '2 are paid, and 1 more for every 3 enrolled, at most 8. 6 failed, 7 enrolled, 13 screened: 4 paid. None was paid before this one, which is paid.',
    'Se pagan 2, y 1 más por cada 3 incluidos, como máximo 8. Fallos: 6; incluidos: 7; seleccionados: 13; se pagan 4. Antes de este no se pagó ninguno; este se paga.',
  ],
  [
    { kind: 'arrears', ...late, amountMinor: '1' },
    'Version 2, in force from 1 Jun 2026, went live on 1 Aug 2026, after this service was recorded',
    'La versión 2, vigente desde el 1 jun 2026, se activó el 1 ago 2026, después de registrarse este servicio',
  ],
  [
    { kind: 'true-up', ...late, part: 'payable', formerVersion: 1, formerMinor: '175500', newMinor: '198900', amountMinor: '23400' },
    'Version 2, in force from 1 Jun 2026, went live on 1 Aug 2026: 1,989.00 instead of 1,755.00 by version 1',
    'La versión 2, vigente desde el 1 jun 2026, se activó el 1 ago 2026: 1,989.00 en lugar de 1,755.00 según la versión 1',
  ],
  [
    { kind: 'reversal', cause: { kind: 'record-changed', reason: 'wrong {{date}}' }, amountMinor: '-1' },
    'Taken back, because the record changed: “wrong {{date}}”',
    'Anulada porque cambió el registro: «wrong {{date}}»',
  ],
  [
    { kind: 'reversal', cause: { kind: 'screen-failure', failedOn: '2026-03-05' }, amountMinor: '-1' },
    'Taken back, because screening failed on 5 Mar 2026',
    'Anulada porque falló la selección el 5 mar 2026',
  ],
];

const say = wordsOf('finance');
const told = (language: string) => said.map(([step]) => stepInWords(step, { why, names }, say, language));

describe('[FIN-01] the steps of an explanation', () => {
  afterAll(() => setLanguage('en'));

  it('are told in English', async () => {
    await setLanguage('en');
    expect(told('en')).toEqual(said.map(([, english]) => english));
  });

  it('are told in Spanish, by the names of visits and procedures', async () => {
    await setLanguage('es');
    expect(told('es')).toEqual(said.map(([, , spanish]) => spanish));
  });
});
