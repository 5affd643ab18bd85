// NLX-301: the protocol behind the shared story; its schedule is the story's own.
import { schedule, study } from '../nlx-301/story.ts';
import { type WrittenProtocol, protocol } from './authoring.ts';

export const written: WrittenProtocol = {
  code: 'NLX-301',
  title:
    'A Randomised, Double-Blind, Placebo-Controlled Phase III Study of Nelaxanib Added to Best Supportive Care in Adults With Advanced Solid Tumours After Standard Treatment',
  brief: study.title,
  phase: 'III',
  area: 'Oncology',
  condition: 'Advanced solid tumours',
  sponsor: study.sponsor,
  registry: 'FTR-2025-00301',
  version: '3.0',
  rationale:
    'Nelaxanib slowed tumour growth in an earlier study; whether people live longer with it than with supportive care alone is open.',
  population: 'Adults with advanced solid tumours whose disease grew after standard treatment',
  model: 'parallel',
  arms: { NELAXANIB: ['Nelaxanib 40 mg daily', 'investigational'], PLACEBO: ['Placebo daily', 'placebo'] },
  epochs: {},
  assessments: {
    'vital-signs': { name: 'Vital signs', group: 'Safety', procedure: 'Blood pressure, pulse and temperature after five minutes of rest' },
    labs: {
      name: 'Haematology and chemistry',
      group: 'Laboratory',
      procedure: 'Blood draw for blood count, kidney, liver and electrolytes',
    },
    imaging: { name: 'Tumour imaging', group: 'Efficacy', procedure: 'CT or MRI of chest, abdomen and pelvis' },
  },
  inclusion: [
    'Is at least 18 years old and has given written consent.',
    'Has a solid tumour proven by histology that is metastatic or cannot be removed.',
    'Had progression during or after at least one standard treatment, or cannot tolerate it.',
    'Has at least one lesion that can be measured on imaging within 28 days before randomisation.',
    'Is up and about for more than half of waking hours (ECOG 0 or 1).',
    'Has neutrophils of at least 1.5, platelets of at least 100 (each 10^9/L) and haemoglobin of at least 90 g/L.',
  ],
  exclusion: [
    'Took any anticancer medicine within 21 days before randomisation.',
    'Has brain metastases that cause symptoms or needed steroids in the last 28 days.',
    'Has a corrected QT interval above 470 ms on the screening ECG.',
    'Had a heart attack, stroke or unstable angina in the last six months.',
    'Takes a strong inhibitor or inducer of CYP3A4 that cannot be stopped.',
    'Is pregnant, breast-feeding, or unwilling to use reliable contraception.',
  ],
  amendments: [
    { number: '1', summary: 'Allows people treated with immunotherapy 21 instead of 42 days earlier.', reason: 'recruitment' },
    {
      number: '2',
      summary: 'Adds a 12-lead ECG at the end of treatment after two cases of QT prolongation.',
      reason: 'safety',
      impact: ['safety', 'Earlier detection of QT prolongation'],
    },
  ],
};

const arms = Object.entries(written.arms).map(([key, [name]]) => ({ key, name }));

export const nlx301 = protocol(written, { ...schedule, arms });
