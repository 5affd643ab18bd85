// NRV-203: an add-on epilepsy study with a seizure-counting baseline, titration, maintenance and tapering.
import { heading } from './assessments.ts';
import { type WrittenProtocol, protocol, visit } from './authoring.ts';

const routine = 'vitals weight exambrief neuro ae conmeds mood seizures diarycheck return dispense';

const study: WrittenProtocol = {
  code: 'NRV-203',
  title:
    'A Phase II, Randomised, Double-Blind, Placebo-Controlled, Dose-Ranging Study of Nervalidone as Add-On Treatment in Adults With Focal Seizures',
  brief: 'Nervalidone added for focal seizures',
  phase: 'II',
  area: 'CNS',
  condition: 'Focal epilepsy',
  sponsor: 'Synaptic Harbour',
  registry: 'FTR-2025-00203',
  version: '2.1',
  rationale:
    'A third of people with focal epilepsy go on having seizures; nervalidone acts on a channel that no licensed medicine reaches.',
  population: 'Adults with focal seizures in spite of one to three medicines',
  model: 'parallel',
  arms: {
    LOW: ['Nervalidone 100 mg daily', 'investigational'],
    HIGH: ['Nervalidone 300 mg daily', 'investigational'],
    PLACEBO: ['Placebo daily', 'placebo'],
  },
  assessments: {
    ...heading('Seizures', {
      seizures: 'Seizure counts',
      classification: 'Seizure types reviewed by an expert',
      diary: 'Seizure diary handed out and explained',
      emergency: 'Rescue treatment since the last visit',
      eeg: ['EEG', 'Electroencephalogram over 30 minutes'],
    }),
    ...heading('Nervous system', {
      neuro: ['Neurological examination', 'Neurological examination'],
      cognition: 'Tests of attention and memory',
      aedlevels: ['Levels of other seizure medicines', 'Blood draw for levels'],
      titrate: 'Dose raised by the plan',
      taper: 'Dose lowered by the plan',
    }),
  },
  epochs: {
    Screening: [
      visit(
        'SCR',
        'Screening',
        'D-63..D-57',
        'consent eligibility demography history priormeds exam neuro vitals weight height ecg haematology chemistry urinalysis pregnancy mood seizures classification diary ae conmeds aedlevels eeg:90 card',
      ),
      visit('B1', 'Baseline call', '-28d ±4', 'seizures diarycheck ae conmeds', { how: 'phone video' }),
    ],
    Treatment: [
      visit(
        'T0',
        'Randomisation',
        'reference',
        'eligibility randomise vitals weight exambrief neuro ecg haematology chemistry pregnancy mood seizures diarycheck cognition quality aedlevels ae conmeds dispense training',
        {
          carries: ['randomised', 'first-dose'],
        },
      ),
      visit('T1', 'Titration week 1 call', '+1w ±2', 'titrate ae conmeds mood', { how: 'phone video' }),
      visit('T2', 'Titration week 2', '+2w ±3', `${routine} titrate chemistry`),
      visit('T3', 'Titration week 3, high dose only', '+3w ±2', 'titrate ae conmeds mood', { how: 'phone video', arms: ['HIGH'] }),
      visit('T4', 'Week 4', '+4w ±3', `${routine} ecg haematology chemistry pk`),
      visit('T8', 'Week 8', '+8w ±4', `${routine} haematology chemistry pregnancy pk`),
      visit('T12', 'Week 12', '+12w ±4', `${routine} ecg chemistry pk emergency`),
      visit(
        'T16',
        'Week 16 end of maintenance',
        '+16w ±4',
        'exam neuro vitals weight ecg haematology chemistry urinalysis pregnancy mood seizures diarycheck cognition quality global aedlevels pk emergency ae conmeds return dispense taper',
      ),
    ],
    'Follow-up': [
      visit('TP', 'End of tapering', '+19w ±4', 'vitals exambrief neuro mood seizures diarycheck ae conmeds return taper', {
        carries: ['last-dose'],
      }),
      visit(
        'FU',
        'Follow-up',
        '+21d -2/+7 from last-dose@TP',
        'vitals exambrief neuro mood seizures diarycheck haematology chemistry pregnancy ae conmeds',
        { carries: ['completed'] },
      ),
    ],
  },
  inclusion: [
    'Is between 18 and 65 years old.',
    'Has had focal epilepsy for at least two years.',
    'Has had an EEG and an image of the brain that fit the diagnosis.',
    'Takes one to three seizure medicines at doses unchanged for four weeks.',
    'Has at least eight focal seizures during the eight weeks of baseline and no 21 days without one.',
    'Keeps the diary, alone or with a carer, on at least 90 per cent of the days.',
  ],
  exclusion: [
    'Has seizures that are not epileptic, now or in the last two years.',
    'Had status epilepticus within a year.',
    'Was operated on for epilepsy within a year or is to be operated on.',
    'Has suicidal thoughts with a plan now, or tried suicide within two years.',
    'Has a progressive disease of the brain.',
    'Has transaminases above twice the upper limit of normal.',
    'Takes felbamate, or vigabatrin within a year.',
  ],
  amendments: [
    {
      number: '1',
      summary: 'Slows the titration of the high dose by a week.',
      reason: 'safety',
      impact: ['safety', 'Less dizziness at the start'],
    },
    { number: '2', summary: 'Allows calls of titration by video.', reason: 'sites' },
  ],
};

export const nrv203 = protocol(study);
