// CRD-305: a heart failure outcome trial with a visit every three months and events judged by a committee.
import { heading } from './assessments.ts';
import { type WrittenProtocol, protocol, visit } from './authoring.ts';

const quarterly = 'vitals weight exambrief chemistry natriuretic ae conmeds events hospital return dispense';
const quarter = (month: number) => {
  const isYearly = month % 12 === 0;
  return visit(
    `M${month}`,
    `Month ${month}`,
    `+${month}mo ±14`,
    isYearly ? `${quarterly} ecg haematology lipids hba1c quality walk` : quarterly,
    {
      how: isYearly || month === 3 ? 'on-site' : 'on-site home',
    },
  );
};

const study: WrittenProtocol = {
  code: 'CRD-305',
  title:
    'A Phase III, Randomised, Double-Blind, Event-Driven Trial of Cardelipron Versus Placebo on Cardiovascular Death and Worsening Heart Failure in Adults With Reduced Ejection Fraction',
  brief: 'Cardelipron and outcomes in heart failure',
  phase: 'III',
  area: 'Others',
  condition: 'Heart failure with reduced ejection fraction',
  sponsor: 'Halden Cardiovascular',
  registry: 'FTR-2024-00305',
  version: '5.0',
  rationale: 'Cardelipron improved the function of the heart over six months; an effect on death and hospital stays needs a long trial.',
  population: 'Adults with heart failure, an ejection fraction of 40 per cent or less, and stable treatment',
  model: 'parallel',
  arms: { CARDELIPRON: ['Cardelipron 10 mg twice daily', 'investigational'], PLACEBO: ['Placebo twice daily', 'placebo'] },
  assessments: heading('Heart', {
    echo: ['Echocardiogram', 'Transthoracic echocardiogram'],
    natriuretic: ['NT-proBNP', 'Blood draw for NT-proBNP'],
    troponin: ['Troponin', 'Blood draw for troponin'],
    nyha: 'NYHA class',
    walk: ['Six-minute walk', 'Walking test over a marked course'],
    titration: 'Dose decision by blood pressure and potassium',
    events: 'Endpoint events for the committee',
    hospital: 'Hospital stays and emergency visits',
    vitalstatus: 'Vital status from records',
  }),
  epochs: {
    Screening: [
      visit(
        'SCR',
        'Screening',
        'D-30..D-3',
        'consent eligibility demography history priormeds exam vitals weight height ecg haematology chemistry natriuretic pregnancy nyha echo:90 ae conmeds',
      ),
    ],
    Treatment: [
      visit(
        'RAND',
        'Randomisation',
        'reference',
        'eligibility randomise vitals weight ecg chemistry:14 lipids hba1c natriuretic troponin biomarker nyha walk quality ae conmeds dispense card',
        {
          carries: ['randomised', 'first-dose'],
        },
      ),
      visit('W2', 'Week 2 titration', '+2w ±3', 'vitals chemistry titration ae conmeds'),
      visit('W4', 'Week 4 titration', '+4w ±3', 'vitals chemistry titration ae conmeds dispense'),
      ...Array.from({ length: 12 }, (_, at) => quarter((at + 1) * 3)),
      visit(
        'EOT',
        'Final treatment visit',
        '+39mo ±30',
        'exam vitals weight ecg haematology chemistry natriuretic troponin nyha walk echo quality ae conmeds events hospital return',
        {
          carries: ['last-dose'],
        },
      ),
    ],
    'Follow-up': [
      visit('FU', 'Safety call', '+30d -0/+7 from last-dose@EOT', 'ae conmeds events hospital vitalstatus', {
        how: 'phone',
        carries: ['completed'],
      }),
    ],
  },
  inclusion: [
    'Is 18 years or older.',
    'Has had heart failure for at least three months, in NYHA class II to IV.',
    'Has an ejection fraction of 40 per cent or less on an echocardiogram of the last 90 days.',
    'Has an NT-proBNP of at least 600 pg/mL, or 900 with atrial fibrillation.',
    'Takes the usual heart failure medicines at doses unchanged for four weeks.',
    'Was in hospital or had intravenous diuretics for heart failure in the last year.',
  ],
  exclusion: [
    'Has a systolic blood pressure below 95 mmHg or symptoms of low pressure.',
    'Has a potassium above 5.2 mmol/L.',
    'Has an estimated filtration rate below 25 mL/min/1.73 m2.',
    'Had a heart attack, heart surgery or a stent within 90 days.',
    'Is on a list for a heart transplant or has an assist device.',
    'Has heart failure caused by a valve that is to be repaired, or by amyloid.',
    'Is expected to live less than a year for another reason.',
  ],
  amendments: [
    {
      number: '1',
      summary: 'Raises the planned number of events from 820 to 940.',
      reason: 'strategy',
      impact: ['robustness', 'More certain answer to the main question'],
    },
    { number: '2', summary: 'Lets visits between the yearly ones take place at home.', reason: 'sites' },
    { number: '3', summary: 'Lowers the limit of the filtration rate from 30 to 25.', reason: 'recruitment' },
  ],
};

export const crd305 = protocol(study);
