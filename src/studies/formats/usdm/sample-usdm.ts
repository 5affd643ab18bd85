// A small valid digital protocol (USDM 4.0) of our own invention: a dose-finding study with a blood-pressure sub-timeline and a cycle.

const code = (value: string, decode: string) => ({
  id: `Code_${value}`,
  code: value,
  codeSystem: 'http://www.cdisc.org',
  codeSystemVersion: '2025-09-26',
  decode,
  instanceType: 'Code',
});

const TIMING_CODES = { After: 'C201356', Before: 'C201357', 'Fixed Reference': 'C201358' };

interface TimingWords {
  type: keyof typeof TIMING_CODES;
  value: string;
  from: string;
  to: string;
  window?: [string, string];
}

const timing = (name: string, { type, value, from, to, window }: TimingWords) => ({
  id: `Timing_${name}`,
  name,
  label: null,
  description: null,
  type: code(TIMING_CODES[type], type),
  value,
  valueLabel: value,
  relativeToFrom: code('C201355', 'Start to Start'),
  relativeFromScheduledInstanceId: from,
  relativeToScheduledInstanceId: to,
  windowLower: window?.[0] ?? null,
  windowUpper: window?.[1] ?? null,
  windowLabel: null,
  instanceType: 'Timing',
});

const visit = (
  name: string,
  next: string | null,
  epochId: string | null,
  encounterId: string | null,
  activityIds: string[],
  timelineExitId: string | null = null,
) => ({
  id: name,
  name,
  label: null,
  description: null,
  defaultConditionId: next,
  epochId,
  encounterId,
  activityIds,
  timelineId: null,
  timelineExitId,
  instanceType: 'ScheduledActivityInstance',
});

const encounter = (id: string, label: string, mode: [string, string] = ['C175574', 'In Person']) => ({
  id,
  name: id,
  label,
  description: null,
  type: code('C25716', 'Visit'),
  previousId: null,
  nextId: null,
  scheduledAtId: null,
  environmentalSettings: [code('C51282', 'Clinic')],
  contactModes: [code(...mode)],
  transitionStartRule: null,
  transitionEndRule: null,
  instanceType: 'Encounter',
});

const activity = (id: string, label: string, more: Record<string, unknown> = {}) => ({
  id,
  name: id,
  label,
  description: null,
  previousId: null,
  nextId: null,
  childIds: [],
  definedProcedures: [],
  biomedicalConceptIds: [],
  bcCategoryIds: [],
  bcSurrogateIds: [],
  timelineId: null,
  instanceType: 'Activity',
  ...more,
});

const simple = (id: string, label: string, instanceType: string, more: Record<string, unknown> = {}) => ({
  id,
  name: id,
  label,
  description: null,
  instanceType,
  ...more,
});

const mainTimeline = () => ({
  ...simple('TL_MAIN', 'Main schedule', 'ScheduleTimeline'),
  mainTimeline: true,
  entryCondition: 'Consent given',
  entryId: 'SCREENING',
  instances: [
    visit('SCREENING', 'FIRST_DOSE', 'EPOCH_SCREENING', 'ENC_SCREENING', ['ACT_CONSENT', 'ACT_LAB']),
    visit('FIRST_DOSE', 'CYCLE_START', 'EPOCH_TREATMENT', 'ENC_DOSE', ['ACT_DOSE', 'ACT_PRESSURE']),
    visit('CYCLE_START', 'CYCLE_END', 'EPOCH_TREATMENT', 'ENC_CYCLE', ['ACT_DOSE', 'ACT_LAB']),
    {
      ...simple('CYCLE_END', 'Another cycle?', 'ScheduledDecisionInstance'),
      defaultConditionId: 'FOLLOW_UP',
      epochId: 'EPOCH_TREATMENT',
      conditionAssignments: [
        { id: 'COND_1', condition: 'Responding and tolerating', conditionTargetId: 'CYCLE_START', instanceType: 'ConditionAssignment' },
      ],
    },
    visit('FOLLOW_UP', null, 'EPOCH_FOLLOW_UP', 'ENC_FOLLOW_UP', ['ACT_CALL'], 'EXIT_MAIN'),
  ],
  timings: [
    timing('TIM_SCREENING', { type: 'Before', value: 'P10D', from: 'SCREENING', to: 'FIRST_DOSE', window: ['P4D', 'P3D'] }),
    timing('TIM_DOSE', { type: 'Fixed Reference', value: 'P1D', from: 'FIRST_DOSE', to: 'FIRST_DOSE' }),
    timing('TIM_CYCLE', { type: 'After', value: 'P3W', from: 'CYCLE_START', to: 'FIRST_DOSE', window: ['P2D', 'PT36H'] }),
    timing('TIM_FOLLOW_UP', { type: 'After', value: 'P30D', from: 'FOLLOW_UP', to: 'CYCLE_START' }),
  ],
  exits: [{ id: 'EXIT_MAIN', instanceType: 'ScheduleTimelineExit' }],
});

const pressureTimeline = () => ({
  ...simple('TL_PRESSURE', 'Blood pressure profile', 'ScheduleTimeline'),
  mainTimeline: false,
  entryCondition: 'Dose given',
  entryId: 'BP_BEFORE',
  instances: [visit('BP_BEFORE', 'BP_AFTER', null, null, ['ACT_CUFF']), visit('BP_AFTER', null, null, null, ['ACT_CUFF'], 'EXIT_PRESSURE')],
  timings: [
    timing('TIM_BP_BEFORE', { type: 'Fixed Reference', value: 'PT0M', from: 'BP_BEFORE', to: 'BP_BEFORE' }),
    timing('TIM_BP_AFTER', { type: 'After', value: 'PT90M', from: 'BP_AFTER', to: 'BP_BEFORE' }),
  ],
  exits: [{ id: 'EXIT_PRESSURE', instanceType: 'ScheduleTimelineExit' }],
});

const activities = () => [
  activity('ACT_CONSENT', 'Informed consent'),
  activity('ACT_LAB', 'Laboratory', {
    biomedicalConceptIds: ['BC_CREATININE'],
    definedProcedures: [
      { ...simple('PROC_BLOOD', 'Blood draw', 'Procedure'), procedureType: 'Sample', code: code('SYN_BLOOD', 'Blood draw') },
    ],
  }),
  activity('ACT_DOSE', 'Study drug'),
  activity('ACT_PRESSURE', 'Blood pressure', { childIds: ['ACT_CUFF'], timelineId: 'TL_PRESSURE' }),
  activity('ACT_CUFF', 'Cuff reading', { bcSurrogateIds: ['BCS_PRESSURE'] }),
  activity('ACT_CALL', 'Telephone call'),
];

const criteria = () => [
  {
    ...simple('CRIT_AGE', 'Age', 'EligibilityCriterion'),
    category: code('C25532', 'Inclusion Criteria'),
    identifier: '01',
    criterionItemId: 'ITEM_AGE',
  },
  {
    ...simple('CRIT_DRUG', 'Other drugs', 'EligibilityCriterion'),
    category: code('C25370', 'Exclusion Criteria'),
    identifier: '02',
    criterionItemId: 'ITEM_DRUG',
  },
];

const design = () => ({
  ...simple('DESIGN_1', 'Dose finding', 'InterventionalStudyDesign'),
  studyPhase: { id: 'ALIAS_PHASE', standardCode: code('C15601', 'Phase II Trial'), standardCodeAliases: [], instanceType: 'AliasCode' },
  therapeuticAreas: [code('SYN_HYP', 'Hypertension')],
  rationale: 'Sample',
  arms: [simple('ARM_LOW', 'Low dose', 'StudyArm'), simple('ARM_HIGH', 'High dose', 'StudyArm')],
  epochs: [
    simple('EPOCH_SCREENING', 'Screening', 'StudyEpoch'),
    simple('EPOCH_TREATMENT', 'Treatment', 'StudyEpoch'),
    simple('EPOCH_FOLLOW_UP', 'Follow-up', 'StudyEpoch'),
  ],
  elements: [simple('EL_LOW', 'Low dose daily', 'StudyElement')],
  studyCells: [{ id: 'CELL_1', armId: 'ARM_LOW', epochId: 'EPOCH_TREATMENT', elementIds: ['EL_LOW'], instanceType: 'StudyCell' }],
  encounters: [
    encounter('ENC_SCREENING', 'Screening visit'),
    encounter('ENC_DOSE', 'First dose'),
    encounter('ENC_CYCLE', 'Cycle visit'),
    encounter('ENC_FOLLOW_UP', 'Follow-up call', ['C171537', 'Telephone Call']),
  ],
  activities: activities(),
  population: {
    ...simple('POP_1', 'Adults with hypertension', 'StudyDesignPopulation'),
    plannedAge: {
      id: 'RANGE_AGE',
      minValue: { id: 'QUANTITY_MIN', value: 18, unit: null, instanceType: 'Quantity' },
      maxValue: { id: 'QUANTITY_MAX', value: 75, unit: null, instanceType: 'Quantity' },
      instanceType: 'Range',
    },
    criterionIds: ['CRIT_AGE', 'CRIT_DRUG'],
    cohorts: [],
  },
  eligibilityCriteria: criteria(),
  scheduleTimelines: [mainTimeline(), pressureTimeline()],
});

const titles = () => [
  {
    id: 'TITLE_1',
    text: 'A Sample Study of Lower Blood Pressure',
    type: code('C207616', 'Official Study Title'),
    instanceType: 'StudyTitle',
  },
  { id: 'TITLE_2', text: 'Sample', type: code('C207646', 'Study Acronym'), instanceType: 'StudyTitle' },
];

const amendments = () => [
  {
    ...simple('AMENDMENT_1', 'First amendment', 'StudyAmendment'),
    number: '1',
    summary: 'Adds a cycle',
    primaryReason: {
      id: 'REASON_1',
      code: code('C17649', 'Other'),
      otherReason: 'Sponsor decision',
      instanceType: 'StudyAmendmentReason',
    },
    secondaryReasons: [],
    impacts: [
      {
        id: 'IMPACT_1',
        type: code('SYN_SAFETY', 'Safety'),
        text: 'Longer treatment',
        isSubstantial: true,
        instanceType: 'StudyAmendmentImpact',
      },
    ],
    changes: [],
    geographicScopes: [],
  },
];

const dictionaries = () => [
  {
    ...simple('DICTIONARY_1', 'Ages', 'SyntaxTemplateDictionary'),
    parameterMaps: [
      {
        id: 'MAP_1',
        tag: 'min_age',
        reference: '<usdm:ref klass="Quantity" id="QUANTITY_MIN" attribute="value"></usdm:ref>',
        instanceType: 'ParameterMap',
      },
      {
        id: 'MAP_2',
        tag: 'max_age',
        reference: '<usdm:ref attribute="value" id="QUANTITY_MAX" klass="Quantity"/>',
        instanceType: 'ParameterMap',
      },
    ],
  },
];

const version = () => ({
  id: 'VERSION_1',
  versionIdentifier: '1',
  rationale: 'Sample',
  titles: titles(),
  studyIdentifiers: [{ id: 'IDENTIFIER_1', text: 'SAM-001', scopeId: 'ORG_SPONSOR', instanceType: 'StudyIdentifier' }],
  organizations: [
    {
      ...simple('ORG_SPONSOR', 'Sample Therapeutics', 'Organization'),
      type: code('C54149', 'Drug Company'),
      identifierScheme: 'OWN',
      identifier: '1',
    },
  ],
  roles: [{ ...simple('ROLE_SPONSOR', 'Sponsor', 'StudyRole'), code: code('C70793', 'Sponsor'), organizationIds: ['ORG_SPONSOR'] }],
  businessTherapeuticAreas: [code('SYN_CARDIO', 'Cardiology')],
  amendments: amendments(),
  eligibilityCriterionItems: [
    {
      ...simple('ITEM_AGE', 'Age', 'EligibilityCriterionItem'),
      text: '<p>Aged <usdm:tag name="min_age"/> to <usdm:tag name="max_age"></usdm:tag> years</p>',
      dictionaryId: 'DICTIONARY_1',
    },
    { ...simple('ITEM_DRUG', 'Other drugs', 'EligibilityCriterionItem'), text: 'Takes another study drug', dictionaryId: null },
  ],
  dictionaries: dictionaries(),
  biomedicalConcepts: [simple('BC_CREATININE', 'Creatinine', 'BiomedicalConcept')],
  bcSurrogates: [simple('BCS_PRESSURE', 'Blood pressure', 'BiomedicalConceptSurrogate')],
  bcCategories: [],
  studyDesigns: [design()],
  instanceType: 'StudyVersion',
});

/** A fresh USDM 4.0 file as a JSON object; change what a test needs to be different. */
export function sampleUsdm() {
  return {
    study: {
      id: null,
      name: 'SAMPLE-1',
      description: null,
      label: null,
      documentedBy: [],
      instanceType: 'Study',
      versions: [version()],
    },
    usdmVersion: '4.0.0',
    systemName: 'Siteward sample',
    systemVersion: '1',
  };
}
