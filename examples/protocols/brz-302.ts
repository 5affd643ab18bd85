// BRZ-302: a hybrid asthma study, half of whose visits take place at home or by video.
import { heading } from './assessments.ts';
import { type WrittenProtocol, protocol, visit } from './authoring.ts';

const atHome = 'vitals spirometryhome ae conmeds diarycheck control rescue inhalertechnique';
const byVideo = 'ae conmeds diarycheck control rescue inhalertechnique';

const study: WrittenProtocol = {
  code: 'BRZ-302',
  title:
    'A Phase III, Randomised, Double-Blind, Decentralised Study of Inhaled Brezolimod Once Daily in Adults With Moderate Asthma Not Controlled by Inhaled Steroids',
  brief: 'Brezolimod once daily in uncontrolled asthma, with visits at home',
  phase: 'III',
  area: 'Endocrinology-Respiration',
  condition: 'Moderate persistent asthma',
  sponsor: 'Lumen Respira',
  registry: 'FTR-2025-00302',
  version: '1.1',
  rationale: 'Inhaled brezolimod reduced exacerbations in a small study; home visits may let people take part who cannot travel.',
  population: 'Adults with moderate asthma and an exacerbation in the last year',
  model: 'parallel',
  arms: { BREZOLIMOD: ['Brezolimod 200 micrograms once daily', 'investigational'], PLACEBO: ['Placebo inhaler once daily', 'placebo'] },
  assessments: {
    ...heading('Lung function', {
      spirometry: ['Spirometry before and after a bronchodilator', 'Spirometry at the site, three blows each'],
      spirometryhome: ['Home spirometry', 'Spirometry with a hand-held device, seen by a nurse'],
      feno: ['Exhaled nitric oxide', 'Measuring of exhaled nitric oxide'],
      eosinophils: ['Blood eosinophils', 'Blood draw for eosinophils'],
    }),
    ...heading('Asthma', {
      control: 'Asthma control questionnaire',
      rescue: 'Use of the rescue inhaler',
      exacerbation: 'Exacerbations since the last contact',
      inhalertechnique: 'Inhaler technique',
      device: 'Home kit sent and set up',
    }),
  },
  epochs: {
    Screening: [
      visit(
        'S1',
        'Screening at the site',
        'D-28..D-15',
        'consent eligibility demography history priormeds exam vitals weight height ecg haematology chemistry pregnancy ae conmeds spirometry feno eosinophils control',
      ),
      visit('S2', 'Run-in start', '-14d ±2', 'device training ae conmeds inhalertechnique diarycheck', { how: 'video home' }),
    ],
    Treatment: [
      visit(
        'R0',
        'Randomisation',
        'reference',
        'eligibility randomise vitals pregnancy ae conmeds spirometry feno eosinophils control rescue dispense dose quality',
        {
          carries: ['randomised', 'first-dose'],
        },
      ),
      visit('W2', 'Week 2 video', '+2w ±3', `${byVideo} exacerbation`, { how: 'video phone' }),
      visit('W4', 'Week 4 at home', '+4w ±4', `${atHome} exacerbation haematology chemistry dispense`, { how: 'home on-site' }),
      visit('W8', 'Week 8 video', '+8w ±5', `${byVideo} exacerbation`, { how: 'video phone' }),
      visit(
        'W12',
        'Week 12 at the site',
        '+12w ±7',
        'exam vitals weight ecg haematology chemistry pregnancy ae conmeds spirometry feno eosinophils control rescue exacerbation return dispense quality',
      ),
      visit('W16', 'Week 16 video', '+16w ±5', `${byVideo} exacerbation`, { how: 'video phone' }),
      visit('W20', 'Week 20 at home', '+20w ±5', `${atHome} exacerbation dispense`, { how: 'home on-site' }),
      visit(
        'W26',
        'Week 26 end of treatment',
        '+26w ±7',
        'exam vitals weight ecg haematology chemistry pregnancy ae conmeds spirometry feno eosinophils control rescue exacerbation return quality satisfaction',
        {
          carries: ['last-dose'],
        },
      ),
    ],
    'Follow-up': [
      visit('FU', 'Follow-up call', '+28d -3/+7 from last-dose@W26', 'ae conmeds exacerbation', {
        how: 'phone video',
        carries: ['completed'],
      }),
    ],
  },
  inclusion: [
    'Is between 18 and 70 years old.',
    'Has had asthma for at least a year, diagnosed by a physician.',
    'Has used a medium dose of inhaled steroid every day for at least three months.',
    'Has an FEV1 between 50 and 85 per cent of what is predicted, before a bronchodilator.',
    'Had at least one exacerbation in the last twelve months that needed steroid tablets.',
    'Has room, power and a mobile signal for the home kit.',
    'Agrees that a nurse comes to the home.',
  ],
  exclusion: [
    'Smokes, vapes, or did so within a year, or has more than ten pack-years.',
    'Has COPD, bronchiectasis or another lung disease.',
    'Had an exacerbation or a chest infection within six weeks.',
    'Was treated with a biological medicine for asthma within six months.',
    'Was ever ventilated because of asthma.',
    'Cannot use the hand-held spirometer after training.',
  ],
  amendments: [
    { number: '1', summary: 'Lets the home visits at weeks 4 and 20 take place at the site where a nurse cannot come.', reason: 'sites' },
  ],
};

export const brz302 = protocol(study);
