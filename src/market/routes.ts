// The room's contract, each route tied to one question or action.
import { implement } from '@orpc/server';
import { type RequestContext, guard } from '#access';
import * as actions from './actions.ts';
import { marketContract } from './contract.ts';
import * as questions from './questions.ts';

const os = implement(marketContract).$context<RequestContext>().use(guard);

export const marketRoutes = os.router({
  evidence: os.evidence.handler(({ context }) => questions.viewEvidence(context.act)),
  previewEvidence: os.previewEvidence.handler(({ context, input }) => actions.previewEvidence(context.act, input.query)),
  addEvidence: os.addEvidence.handler(({ context, input }) => actions.addEvidence(context.act, input.body)),
  supersedeEvidence: os.supersedeEvidence.handler(({ context, input }) =>
    actions.supersedeEvidence(context.act, input.params.evidenceId, input.body),
  ),
  assumptions: os.assumptions.handler(({ context }) => questions.viewAssumptions(context.act)),
  previewAssumptions: os.previewAssumptions.handler(({ context, input }) => actions.previewAssumptions(context.act, input.query)),
  saveAssumptions: os.saveAssumptions.handler(({ context, input }) =>
    actions.saveAssumptions(context.act, input.headers['if-match'], input.body),
  ),
  scenarios: os.scenarios.handler(({ context }) => questions.viewScenarios(context.act)),
  addScenario: os.addScenario.handler(({ context, input }) => actions.addScenario(context.act, input.body)),
  amendScenario: os.amendScenario.handler(({ context, input }) =>
    actions.amendScenario(context.act, input.params.scenarioId, input.headers['if-match'], input.body),
  ),
  previewScenario: os.previewScenario.handler(({ context, input }) => actions.previewScenario(context.act, input.query)),
  compareScenarios: os.compareScenarios.handler(({ context }) => questions.compareScenarios(context.act)),
  outlook: os.outlook.handler(({ context, input }) => questions.viewOutlook(context.act, input.query)),
  cells: os.cells.handler(({ context, input }) => questions.viewCells(context.act, input.query)),
  runs: os.runs.handler(({ context }) => questions.listRuns(context.act)),
  run: os.run.handler(({ context, input }) => actions.askOutlooks(context.act, input.body)),
  importActivity: os.importActivity.handler(({ context, input }) => actions.askActivity(context.act, input.body)),
  activity: os.activity.handler(({ context }) => questions.viewActivity(context.act)),
  activityImport: os.activityImport.handler(({ context, input }) => questions.viewActivityImport(context.act, input.params.importId)),
  chooseActivity: os.chooseActivity.handler(({ context, input }) => actions.chooseActivity(context.act, input.body)),
  position: os.position.handler(({ context }) => questions.viewPosition(context.act)),
  recommendations: os.recommendations.handler(({ context }) => questions.viewRecommendations(context.act)),
  previewNewSite: os.previewNewSite.handler(({ context, input }) => actions.previewNewSite(context.act, input.query)),
  newSites: os.newSites.handler(({ context }) => questions.listNewSites(context.act)),
  keepNewSite: os.keepNewSite.handler(({ context, input }) => actions.keepNewSite(context.act, input.body)),
  companies: os.companies.handler(({ context }) => questions.viewCompanies(context.act)),
  reports: os.reports.handler(({ context }) => questions.listReports(context.act)),
  makeReport: os.makeReport.handler(({ context }) => actions.askReport(context.act, context.installation.demo)),
  report: os.report.handler(({ context, input }) => questions.viewReport(context.act, input.params.reportId, input.query)),
  reportChapter: os.reportChapter.handler(({ context, input }) => questions.viewReportChapter(context.act, input.params, input.query)),
  reportFile: os.reportFile.handler(({ context, input }) => questions.readReportFile(context.act, input.params.reportId, input.query)),
  strategy: os.strategy.handler(({ context }) => questions.viewStrategy(context.act)),
  addNote: os.addNote.handler(({ context, input }) => actions.addNote(context.act, input.body)),
});
