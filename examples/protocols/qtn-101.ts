// QTN-101: single rising doses in healthy volunteers, a stay of four nights, samples by the hour.
import { heading } from './assessments.ts';
import { type WrittenProtocol, protocol, visit } from './authoring.ts';

const sample = (hours: string, more = '') =>
  visit(`PK${hours.toUpperCase()}`, `${hours} after the dose`, `+${hours} from PK0`, `pk ${more}`.trim());

const study: WrittenProtocol = {
  code: 'QTN-101',
  title: 'A Phase I, Randomised, Placebo-Controlled, Single Ascending Dose Study of Quintaglutide Tablets in Healthy Adults',
  brief: 'First doses of quintaglutide in healthy adults',
  phase: 'I',
  area: 'Endocrine',
  condition: 'Healthy volunteers (type 2 diabetes programme)',
  sponsor: 'Quintara Biosciences',
  registry: 'FTR-2025-00101',
  version: '1.0',
  rationale: 'Quintaglutide has not been given to people before; safety and exposure after single doses must be known first.',
  population: 'Healthy adults',
  healthy: true,
  model: 'parallel',
  arms: {
    LOW: ['Quintaglutide 5 mg', 'investigational'],
    MIDDLE: ['Quintaglutide 15 mg', 'investigational'],
    HIGH: ['Quintaglutide 40 mg', 'investigational'],
    PLACEBO: ['Placebo tablet', 'placebo'],
  },
  assessments: heading('In the unit', {
    admission: 'Admission to the unit',
    discharge: 'Discharge from the unit',
    meals: 'Standard meals',
    fasting: 'Overnight fast kept',
    drugscreen: ['Drug and alcohol screen', 'Urine drug screen and breath alcohol'],
    telemetry: ['Telemetry', 'Continuous heart monitoring'],
    orthostatic: ['Standing blood pressure', 'Blood pressure after three minutes of standing'],
    tolerance: ['Glucose tolerance test', 'Oral load of 75 g glucose with samples'],
    nausea: 'Nausea scale',
    urinepk: ['Urine collection', 'Collection of all urine of the day'],
  }),
  epochs: {
    Screening: [
      visit(
        'SCR',
        'Screening',
        'D-28..D-2',
        'consent eligibility demography history priormeds exam vitals weight height ecg haematology chemistry coagulation urinalysis viral drugscreen pregnancy ae conmeds',
      ),
    ],
    Treatment: [
      visit(
        'DM1',
        'Day -1 admission',
        'D-1 ±0',
        'admission eligibility exambrief vitals weight ecg haematology chemistry urinalysis drugscreen pregnancy ae conmeds meals fasting',
      ),
      visit('D1', 'Day 1 dose', 'reference', 'randomise dose vitals orthostatic ecg telemetry ae conmeds meals nausea urinepk glucose', {
        carries: ['randomised', 'first-dose', 'last-dose'],
      }),
      visit(
        'D2',
        'Day 2',
        'D2 ±0',
        'vitals orthostatic ecg haematology chemistry urinalysis ae conmeds meals nausea urinepk tolerance glucose',
      ),
      visit('D3', 'Day 3', 'D3 ±0', 'vitals ecg ae conmeds meals nausea urinepk'),
      visit('D4', 'Day 4 discharge', 'D4 ±0', 'exambrief vitals weight ecg haematology chemistry urinalysis ae conmeds discharge'),
    ],
    'Follow-up': [
      visit('D8', 'Day 8', 'D8 ±1', 'exambrief vitals ecg haematology chemistry urinalysis ae conmeds antidrug pk'),
      visit(
        'D29',
        'Day 29 final visit',
        'D29 ±2',
        'exam vitals weight ecg haematology chemistry urinalysis pregnancy ae conmeds antidrug',
        { carries: ['completed'] },
      ),
    ],
  },
  profiles: {
    'Sampling after the dose': [
      visit('PK0', 'Before the dose', 'reference', 'pk glucose vitals'),
      sample('0.5h'),
      sample('1h', 'glucose vitals ecg'),
      sample('1.5h'),
      sample('2h', 'glucose vitals ecg'),
      sample('3h', 'glucose'),
      sample('4h', 'glucose vitals ecg'),
      sample('6h'),
      sample('8h', 'vitals ecg'),
      sample('12h', 'vitals'),
      sample('24h', 'vitals ecg'),
      sample('36h'),
      sample('48h', 'vitals ecg'),
      sample('72h', 'vitals ecg'),
    ],
  },
  inclusion: [
    'Is between 18 and 55 years old and in good health by history, examination and laboratory tests.',
    'Has a body mass index between 20 and 30 kg/m2.',
    'Has a fasting glucose below 5.6 mmol/L.',
    'Has two veins fit for repeated sampling.',
    'Has a resting pulse between 45 and 90 and a blood pressure below 140/90 mmHg.',
  ],
  exclusion: [
    'Took any prescribed medicine within 14 days or five half-lives.',
    'Has a history of pancreatitis or gallstones.',
    'Has a family history of medullary thyroid cancer.',
    'Drinks more than 14 units of alcohol a week or fails the drug screen.',
    'Gave blood within 90 days.',
    'Took part in another study of a medicine within 90 days.',
    'Vomited after a study dose at any earlier time in this programme.',
  ],
};

export const qtn101 = protocol(study);
