// What is done with the market: evidence, assumptions, scenarios, outlooks, new-site cases, notes.
export { activityKind, askActivity, chooseActivity, countSent, keepActivity, sentFiles } from './actions/activity.ts';
export { previewAssumptions, saveAssumptions } from './actions/assumptions.ts';
export { addEvidence, previewEvidence, supersedeEvidence } from './actions/evidence.ts';
export {
  type MadeOutlooks,
  type MakeOutlooks,
  askOutlooks,
  digestOfOutlook,
  makeOutlooks,
  outlookKind,
  refreshOutlook,
} from './actions/make.ts';
export { keepNewSite, previewNewSite } from './actions/new-site.ts';
export { askReport, drawnReport, groundOfReport, keepReport, reportKind } from './actions/make-report.ts';
export { addNote } from './actions/notes.ts';
export { addScenario, amendScenario, previewScenario } from './actions/scenarios.ts';
