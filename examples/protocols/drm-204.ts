// DRM-204: a cream for atopic dermatitis in three arms, with photographs and a withdrawal part.
import { heading } from './assessments.ts';
import { type WrittenProtocol, protocol, visit } from './authoring.ts';

const scores = 'easi iga bsa itch';
const routine = `vitals exambrief ae conmeds localtolerance ${scores} diarycheck return dispense`;

const study: WrittenProtocol = {
  code: 'DRM-204',
  title:
    'A Phase II, Randomised, Double-Blind, Vehicle-Controlled Study of Dermatilast Cream in Two Strengths in Adults and Adolescents With Moderate Atopic Dermatitis',
  brief: 'Dermatilast cream in atopic dermatitis',
  phase: 'II',
  area: 'Others',
  condition: 'Atopic dermatitis',
  sponsor: 'Verdant Skin Sciences',
  registry: 'FTR-2025-00204',
  version: '1.3',
  rationale:
    'Steroid creams cannot be used for long on the face and in folds; dermatilast calmed inflammation in the laboratory without thinning skin.',
  population: 'People aged 12 years and older with moderate atopic dermatitis',
  model: 'parallel',
  arms: {
    STRONG: ['Dermatilast 1% cream twice daily', 'investigational'],
    MILD: ['Dermatilast 0.3% cream twice daily', 'investigational'],
    VEHICLE: ['Cream without active substance twice daily', 'placebo'],
  },
  assessments: {
    ...heading('Skin', {
      easi: 'Eczema area and severity',
      iga: "Investigator's global assessment",
      bsa: 'Body surface affected',
      photographs: ['Photographs of marked areas', 'Standard photographs under fixed light'],
      localtolerance: 'Tolerance where the cream is used',
      biopsy: ['Skin biopsy', 'Punch biopsy of 3 mm at sites that take part'],
      tape: ['Tape strips', 'Collection of tape strips from the skin'],
    }),
    ...heading('Symptoms', {
      itch: 'Worst itch of the day',
      sleep: 'Sleep lost through itch',
      dermlife: 'Skin and quality of life',
    }),
    ...heading('Treatment of the skin', {
      firstuse: 'First use under supervision',
      tubes: 'Tubes weighed',
      emollient: 'Emollient handed out',
      rescue: 'Rescue treatment since the last visit',
    }),
  },
  epochs: {
    Screening: [
      visit(
        'SCR',
        'Screening',
        'D-35..D-8',
        `consent eligibility demography history priormeds exam vitals weight height ecg haematology chemistry urinalysis pregnancy ae conmeds ${scores} emollient`,
      ),
      visit('RUN', 'Run-in call', '-7d ±2', 'ae conmeds itch diarycheck rescue', { how: 'phone video' }),
    ],
    Treatment: [
      visit(
        'D1',
        'Day 1',
        'reference',
        `eligibility randomise vitals exambrief haematology chemistry pregnancy ae conmeds ${scores} sleep dermlife photographs biopsy tape firstuse dispense training`,
        {
          carries: ['randomised', 'first-dose'],
        },
      ),
      visit('W1', 'Week 1', '+1w ±2', `${routine} tape pk`),
      visit('W2', 'Week 2', '+2w ±2', `${routine} tubes haematology chemistry`),
      visit('W4', 'Week 4', '+4w ±3', `${routine} tubes pregnancy photographs dermlife rescue`),
      visit('W6', 'Week 6', '+6w ±3', `ae conmeds ${scores} localtolerance rescue`, { how: 'video on-site' }),
      visit(
        'W8',
        'Week 8 end of treatment',
        '+8w ±3',
        `exam vitals weight ecg haematology chemistry urinalysis pregnancy ae conmeds localtolerance ${scores} sleep dermlife photographs biopsy tape tubes return rescue satisfaction global`,
        {
          carries: ['last-dose'],
        },
      ),
    ],
    'Follow-up': [
      visit('W10', 'Two weeks without treatment', '+14d -2/+4 from last-dose@W8', `vitals ae conmeds ${scores} rescue tape`),
      visit('W12', 'Final visit', '+28d -2/+7 from last-dose@W8', `vitals exambrief ae conmeds ${scores} dermlife rescue`, {
        how: 'on-site video',
        carries: ['completed'],
      }),
    ],
  },
  inclusion: [
    'Is 12 years or older; weighs at least 40 kg if under 18.',
    'Has had atopic dermatitis for at least six months.',
    'Has moderate disease by the investigator (3 of 4) and between 5 and 25 per cent of the skin affected.',
    'Has had a mean worst itch of at least 4 of 10 in the week before day 1.',
    'Used the emollient at least once a day for a week before day 1.',
    'A young person gives assent and a parent or guardian consent.',
  ],
  exclusion: [
    'Had a skin infection that needed treatment within 14 days.',
    'Used a steroid or calcineurin cream within 14 days, or tablets for eczema within 28.',
    'Received dupilumab or another antibody for eczema within 12 weeks.',
    'Had light treatment within 28 days or plans strong sun during the study.',
    'Has another skin disease that would disturb the scores.',
    'Is allergic to a part of the cream.',
  ],
};

export const drm204 = protocol(study);
