// The book of assessments that several example protocols share, in the order of the grid.

/** An assessment: what people call it, under which heading it stands, and the procedure behind it where there is one. */
export interface Assessment {
  readonly name: string;
  readonly group: string;
  readonly procedure?: string;
}

/** Assessments by key. */
export type AssessmentBook = Readonly<Record<string, Assessment>>;

/** Assessments of one heading: a name, or a name with its procedure. */
export function heading(group: string, own: Readonly<Record<string, string | readonly [string, string]>>): AssessmentBook {
  return Object.fromEntries(
    Object.entries(own).map(([key, said]) => [
      key,
      typeof said === 'string' ? { name: said, group } : { name: said[0], group, procedure: said[1] },
    ]),
  );
}

export const assessments: AssessmentBook = {
  ...heading('Enrolment', {
    consent: ['Informed consent', 'Obtaining of written consent'],
    eligibility: 'Eligibility review',
    demography: 'Demographic details',
    history: 'Medical history',
    priormeds: 'Earlier treatments',
    randomise: 'Randomisation',
    card: 'Participant card handed out',
  }),
  ...heading('Safety', {
    exam: ['Physical examination', 'Full physical examination'],
    exambrief: ['Symptom-directed examination', 'Physical examination of what is complained of'],
    vitals: ['Vital signs', 'Blood pressure, pulse and temperature after five minutes of rest'],
    weight: ['Weight', 'Weighing without shoes'],
    height: ['Height', 'Measuring of height'],
    ecg: ['12-lead ECG', '12-lead electrocardiogram at rest'],
    ae: 'Adverse events',
    conmeds: 'Concomitant treatments',
    pregnancy: ['Pregnancy test', 'Urine pregnancy test where it applies'],
  }),
  ...heading('Laboratory', {
    haematology: ['Haematology', 'Blood draw for a full blood count'],
    chemistry: ['Clinical chemistry', 'Blood draw for kidney, liver and electrolytes'],
    coagulation: ['Coagulation', 'Blood draw for clotting times'],
    urinalysis: ['Urinalysis', 'Urine dipstick with microscopy where positive'],
    lipids: ['Fasting lipids', 'Blood draw after a fast of ten hours'],
    glucose: ['Fasting glucose', 'Blood draw after a fast of ten hours'],
    hba1c: ['HbA1c', 'Blood draw for glycated haemoglobin'],
    viral: ['Hepatitis and HIV serology', 'Blood draw for serology'],
    pk: ['Drug concentration', 'Blood draw for drug concentration'],
    biomarker: ['Blood for biomarkers', 'Blood draw for stored samples'],
    antidrug: ['Antibodies against the drug', 'Blood draw for antibodies'],
  }),
  ...heading('Treatment', {
    dispense: 'Study drug handed out',
    return: 'Study drug returned and counted',
    dose: ['Dose given at the site', 'Administration of study treatment'],
    diarycheck: 'Diary reviewed',
    training: 'Training of the participant',
  }),
  ...heading('Questionnaires', {
    quality: 'Quality of life',
    global: 'Global impression of change',
    mood: 'Mood and suicidality screen',
    satisfaction: 'Satisfaction with treatment',
  }),
};
