// MND-401: an observational study of an implanted stimulator for back pain, with yearly visits after the first.
import { heading } from './assessments.ts';
import { type WrittenProtocol, protocol, visit } from './authoring.ts';

const yearly = 'exambrief weight conmeds device programming battery events pain disability sleep quality global work';
const year = (number: number) =>
  visit(`Y${number}`, `Year ${number}`, `+${12 * number}mo ±60`, yearly, {
    how: 'on-site video',
    ...(number === 5 ? { carries: ['completed' as const] } : {}),
  });

const study: WrittenProtocol = {
  code: 'MND-401',
  title:
    'A Prospective, Multicentre, Observational Study of the Meridian Spinal Cord Stimulator in Routine Care of Chronic Back and Leg Pain (Five Years)',
  brief: 'Five years with the Meridian stimulator',
  phase: 'IV',
  area: 'Pain management',
  condition: 'Chronic back and leg pain',
  sponsor: 'Meridian Neurodevices',
  registry: 'FTR-2024-00401',
  version: '1.2',
  rationale: 'How long relief lasts and how often the device is revised in everyday care is known only for the first year.',
  population: 'Adults who are to receive the stimulator as part of their care',
  observational: true,
  model: 'cohort',
  arms: { IMPLANTED: ['Meridian stimulator in routine care', 'observed'] },
  assessments: {
    ...heading('Device', {
      trialresult: 'Result of the trial stimulation',
      implant: ['Implantation details', 'Implantation of generator and leads as in routine care'],
      device: 'Device identification and settings',
      programming: ['Programming session', 'Programming of the stimulator'],
      battery: 'Battery and charging',
      xray: ['Position of the leads', 'X-ray of the spine as in routine care'],
      events: 'Device deficiencies and revisions',
    }),
    ...heading('Pain and daily life', {
      pain: 'Pain intensity, back and leg',
      paindiagram: 'Pain drawing',
      disability: 'Disability index',
      sleep: 'Sleep scale',
      work: 'Work and sick leave',
      opioids: 'Opioid use in the last month',
    }),
  },
  epochs: {
    Baseline: [
      visit(
        'BASE',
        'Baseline',
        'D-90..D-1',
        'consent eligibility demography history priormeds exam weight height conmeds trialresult pain paindiagram disability sleep quality mood work opioids',
      ),
    ],
    Treatment: [
      visit('IMPL', 'Implantation', 'reference', 'implant device programming xray events conmeds', { carries: ['first-dose'] }),
      visit('M1', 'Month 1', '+1mo ±10', 'exambrief conmeds device programming events pain paindiagram opioids'),
      visit(
        'M6',
        'Month 6',
        '+6mo ±30',
        'exambrief conmeds device programming battery events pain paindiagram disability sleep quality mood global satisfaction work opioids',
        { how: 'on-site video' },
      ),
    ],
    'Follow-up': [year(1), year(2), year(3), year(4), year(5)],
  },
  profiles: {
    'Device revision': [
      visit('REV', 'Revision or removal', 'reference', 'events device xray pain conmeds'),
      visit('REVC', 'Call after a revision', '+30d ±10 from REV', 'events pain conmeds', { how: 'phone' }),
    ],
  },
  inclusion: [
    'Is 18 years or older.',
    'Has had pain of the back, the legs or both for more than six months.',
    'Is to receive the Meridian stimulator, decided independently of this study.',
    'Had a trial stimulation with at least half of the pain relieved.',
    'Is willing to answer questionnaires once a year for five years.',
  ],
  exclusion: [
    'Has another active implanted device that could disturb the stimulator.',
    'Is to have spinal surgery within six months.',
    'Takes part in a study that changes the treatment of pain.',
    'Cannot operate the remote control alone or with help.',
    'Is expected to live less than two years.',
    'Has a claim for compensation that depends on the outcome of treatment.',
  ],
};

export const mnd401 = protocol(study);
