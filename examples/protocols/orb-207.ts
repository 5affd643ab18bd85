// ORB-207: second-line lung cancer, 21-day cycles until the disease progresses, imaging every six weeks beside them.
import { heading } from './assessments.ts';
import { type WrittenProtocol, protocol, visit } from './authoring.ts';

const atScreening =
  'consent eligibility demography history priormeds exam vitals weight height ecg haematology:14 chemistry:14 coagulation:14 urinalysis viral pregnancy:7 ae conmeds ecog imaging:28 tumourtissue';
const beforeInfusion = 'exambrief vitals weight ecog haematology chemistry pregnancy ae conmeds';

const study: WrittenProtocol = {
  code: 'ORB-207',
  title:
    'A Phase II, Open-Label, Randomised Study of Orbelatug Plus Docetaxel Versus Docetaxel Alone in Previously Treated Non-Small Cell Lung Cancer',
  brief: 'Orbelatug with docetaxel in second-line lung cancer',
  phase: 'II',
  area: 'Oncology',
  condition: 'Non-small cell lung cancer',
  sponsor: 'Caldera Oncology',
  registry: 'FTR-2025-00207',
  version: '2.0',
  rationale:
    'Orbelatug marks tumour cells for the immune system; given with docetaxel it may delay progression without adding much toxicity.',
  population: 'Adults with non-small cell lung cancer that grew after platinum and immunotherapy',
  model: 'parallel',
  arms: { COMBINATION: ['Orbelatug 6 mg/kg plus docetaxel 75 mg/m2', 'investigational'], DOCETAXEL: ['Docetaxel 75 mg/m2', 'active'] },
  assessments: heading('Tumour and function', {
    ecog: 'ECOG performance status',
    imaging: ['Tumour imaging', 'CT of chest and abdomen with contrast'],
    tumourtissue: ['Archived tumour tissue', 'Cutting of tissue slides'],
    premedication: 'Steroid premedication taken',
    infusion: ['Docetaxel infusion', 'Intravenous infusion over 60 minutes'],
    orbelatug: ['Orbelatug infusion', 'Intravenous infusion over 90 minutes'],
    reaction: 'Observation for infusion reactions',
    survival: 'Survival status and further treatment',
  }),
  epochs: {
    Screening: [visit('SCR', 'Screening', 'D-28..D-1', atScreening)],
    Treatment: [
      visit(
        'C1D1',
        'Cycle day 1',
        'reference',
        `randomise ${beforeInfusion} premedication infusion orbelatug reaction pk biomarker antidrug quality`,
        {
          carries: ['randomised', 'first-dose'],
        },
      ),
      visit('C1D8', 'Cycle day 8', 'D8 ±1', 'exambrief vitals haematology chemistry ae conmeds pk'),
      visit('C1D15', 'Cycle day 15 call', 'D15 ±2', 'ae conmeds', { how: 'phone video' }),
      visit('IMG', 'Tumour assessment', '+6w ±7 from first-dose@C1D1', 'imaging quality'),
    ],
    'Follow-up': [
      visit(
        'EOT',
        'End of treatment',
        '+7d -0/+7 from progression@IMG',
        'exam vitals weight ecog ecg haematology chemistry coagulation urinalysis pregnancy ae conmeds antidrug quality',
        {
          carries: ['last-dose'],
        },
      ),
      visit('SFU', 'Safety follow-up', '+30d -0/+7 from last-dose@EOT', 'exambrief vitals haematology chemistry ae conmeds pregnancy'),
      visit('SURV', 'Survival call', '+3mo ±14 from EOT', 'survival', { how: 'phone' }),
    ],
  },
  cycles: [
    { key: 'CYCLES', visits: 'C1D1 C1D8 C1D15', every: 21, window: '-0/+3', until: 'progression' },
    { key: 'IMAGING', visits: 'IMG', every: 42, window: '±7', until: 'progression' },
    { key: 'SURVIVAL', visits: 'SURV', every: 91, window: '±14', until: 'completed' },
  ],
  inclusion: [
    'Is 18 years or older and signs the consent form before any study procedure.',
    'Has stage IV non-small cell lung cancer confirmed by tissue or cytology.',
    'Received platinum chemotherapy and an immune checkpoint inhibitor, together or one after the other, and progressed.',
    'Has measurable disease on a scan of the last 28 days.',
    'Has an ECOG performance status of 0 or 1.',
    'Can provide tumour tissue taken within three years.',
    'Has bilirubin up to the upper limit of normal and transaminases up to 1.5 times that limit.',
  ],
  exclusion: [
    'Has a tumour with an EGFR or ALK alteration that has not been treated with a matching medicine.',
    'Received docetaxel for metastatic disease before.',
    'Has interstitial lung disease or had pneumonitis that needed steroids.',
    'Has peripheral neuropathy of grade 2 or more.',
    'Has an active autoimmune disease treated within two years.',
    'Received a live vaccine within 30 days.',
    'Is known to react severely to polysorbate 80.',
  ],
  amendments: [
    {
      number: '1',
      summary: 'Lengthens the infusion of orbelatug from 60 to 90 minutes and adds an hour of observation in the first cycle.',
      reason: 'safety',
      impact: ['safety', 'Fewer infusion reactions are expected'],
    },
    { number: '2', summary: 'Lets the day 15 contact take place by video.', reason: 'sites' },
  ],
};

export const orb207 = protocol(study);
