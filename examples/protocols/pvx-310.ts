// PVX-310: a vaccine study in older adults with few visits and many telephone contacts.
import { heading } from './assessments.ts';
import { type WrittenProtocol, protocol, visit } from './authoring.ts';

const contact = 'ae conmeds illness';

const study: WrittenProtocol = {
  code: 'PVX-310',
  title:
    'A Phase III, Randomised, Observer-Blind Study of the Efficacy and Safety of Two Doses of PVX Respiratory Vaccine in Adults Aged 60 Years and Older',
  brief: 'PVX respiratory vaccine in older adults',
  phase: 'III',
  area: 'Others',
  condition: 'Prevention of lower respiratory infection',
  sponsor: 'Pallas Vaccines',
  registry: 'FTR-2025-00310',
  version: '4.0',
  rationale: 'PVX produced strong antibody answers; whether it prevents illness in older people during a season must be shown.',
  population: 'Adults aged 60 years and older, healthy or with stable illness',
  healthy: true,
  model: 'parallel',
  arms: { VACCINE: ['PVX vaccine, two doses', 'investigational'], PLACEBO: ['Saline, two doses', 'placebo'] },
  assessments: {
    ...heading('Vaccination', {
      vaccination: ['Vaccination', 'Injection into the upper arm by unblinded staff'],
      observation: 'Observation for 30 minutes',
      reactions: 'Reactions diary handed out',
      reactionscheck: 'Reactions diary reviewed',
      solicited: 'Pain, redness and swelling at the arm',
      thermometer: 'Thermometer and ruler handed out',
    }),
    ...heading('Protection', {
      antibodies: ['Blood for antibodies', 'Blood draw for antibodies'],
      cells: ['Blood for cellular immunity', 'Blood draw for cells, subset of sites'],
      swab: ['Nose and throat swab', 'Swab for virus detection'],
      illness: 'Illness since the last contact',
      illnessdiary: 'Illness diary reviewed',
    }),
  },
  epochs: {
    Screening: [
      visit(
        'V0',
        'Screening',
        'D-14..D-1',
        'consent eligibility demography history priormeds exam vitals weight height conmeds pregnancy card',
      ),
    ],
    Treatment: [
      visit(
        'V1',
        'First dose',
        'reference',
        'eligibility randomise vitals exambrief antibodies cells swab vaccination observation reactions thermometer ae conmeds',
        {
          carries: ['randomised', 'first-dose'],
        },
      ),
      visit('T1', 'Call day 8', 'D8 -1/+2', `${contact} solicited`, { how: 'phone' }),
      visit(
        'V2',
        'Second dose',
        'D57 -3/+7',
        'vitals exambrief antibodies vaccination observation reactions reactionscheck ae conmeds illness',
        { carries: ['last-dose'] },
      ),
      visit('T2', 'Call 7 days after the second dose', '+7d -1/+2 from V2', `${contact} solicited`, { how: 'phone' }),
      visit(
        'V3',
        'One month after the second dose',
        '+1mo -3/+7 from V2',
        'vitals exambrief antibodies cells reactionscheck ae conmeds illness',
      ),
    ],
    'Follow-up': [
      visit('T3', 'Call month 3', '+3mo ±7 from V2', contact, { how: 'phone video' }),
      visit('V4', 'Month 6', '+6mo ±14 from V2', 'vitals antibodies cells ae conmeds illness illnessdiary quality'),
      visit('T4', 'Call month 9', '+9mo ±14 from V2', contact, { how: 'phone video' }),
      visit('V5', 'Month 12 final visit', '+12mo ±21 from V2', 'exambrief vitals antibodies ae conmeds illness illnessdiary quality', {
        carries: ['completed'],
      }),
    ],
  },
  profiles: {
    'Respiratory illness': [
      visit('ILL1', 'First look at an illness', 'reference', 'illness swab vitals exambrief ae conmeds', { how: 'home on-site' }),
      visit('ILL2', 'Call a week later', '+7d ±2 from ILL1', 'illness illnessdiary ae conmeds', { how: 'phone' }),
      visit('ILL3', 'Recovery visit', '+28d ±7 from ILL1', 'illnessdiary antibodies ae', { how: 'on-site home' }),
    ],
  },
  inclusion: [
    'Is 60 years or older on the day of the first dose.',
    'Is healthy, or has a chronic illness without a change of treatment in the last three months.',
    'Can be reached by telephone throughout the season.',
    'Can collect a nose swab at home or have it collected.',
    'Understands the diary and is able to fill it in, alone or with a helper.',
  ],
  exclusion: [
    'Received a vaccine against the same illness at any time.',
    'Received any other vaccine within 28 days, or 14 days for influenza.',
    'Has a weakened immune system through illness or treatment.',
    'Had a severe reaction to a vaccine or to any part of this one.',
    'Has fever of 38.0 degrees or more on the day of a dose; the dose may be given later.',
    'Received blood or immunoglobulins within three months.',
    'Lives in a nursing home with care day and night.',
  ],
  amendments: [
    { number: '1', summary: 'Allows influenza vaccination 14 days before or after a dose.', reason: 'sites' },
    {
      number: '2',
      summary: 'Adds a first look at illness at home.',
      reason: 'ethics',
      impact: ['reliability', 'More swabs are taken in time'],
    },
    { number: '3', summary: 'Adds the blood for cellular immunity at month 6.', reason: 'data' },
  ],
};

export const pvx310 = protocol(study);
