// The room's contract, each route tied to one question or action.
import { implement } from '@orpc/server';
import { type RequestContext, guard } from '#access';
import * as actions from './actions.ts';
import { studiesContract } from './contract.ts';
import * as questions from './questions.ts';

const os = implement(studiesContract).$context<RequestContext>().use(guard);

export const studiesRoutes = os.router({
  studies: os.studies.handler(({ context }) => questions.listStudies(context.act)),
  study: os.study.handler(({ context, input }) => questions.viewStudyDetail(context.act, input.params.studyId)),
  createStudy: os.createStudy.handler(({ context, input }) => actions.createStudy(context.act, input.body)),
  amendStudy: os.amendStudy.handler(({ context, input }) =>
    actions.amendStudy(context.act, input.params.studyId, input.headers['if-match'], input.body),
  ),
  importProtocol: os.importProtocol.handler(({ context, input }) => actions.importSentProtocol(context.act, input.body)),
  previewImport: os.previewImport.handler(({ context, input }) =>
    actions.previewImport(context.act, input.params.protocolFileId, input.query),
  ),
  schedule: os.schedule.handler(({ context, input }) => questions.viewSchedule(context.act, input.params.studyId, input.query)),
  saveSchedule: os.saveSchedule.handler(({ context, input }) => actions.saveScheduleByHand(context.act, input.params.studyId, input.body)),
  scheduleDocument: os.scheduleDocument.handler(({ context, input }) =>
    questions.viewScheduleDocument(context.act, input.params.scheduleVersionId),
  ),
  amendSchedule: os.amendSchedule.handler(({ context, input }) =>
    actions.amendSchedule(context.act, input.params.scheduleVersionId, input.headers['if-match'], input.body),
  ),
  releaseSchedule: os.releaseSchedule.handler(({ context, input }) =>
    actions.releaseSchedule(context.act, input.params.scheduleVersionId, input.headers['if-match'], input.body),
  ),
  protocol: os.protocol.handler(({ context, input }) => questions.viewProtocol(context.act, input.params.studyId, input.query)),
  exportUsdm: os.exportUsdm.handler(({ context, input }) => actions.exportUsdmFile(context.act, input.params.studyId, input.query.version)),
  studySites: os.studySites.handler(({ context, input }) => questions.listStudySites(context.act, input.query)),
  studySite: os.studySite.handler(({ context, input }) => questions.viewStudySite(context.act, input.params.studySiteId)),
  openStudyAtSite: os.openStudyAtSite.handler(({ context, input }) =>
    actions.openStudyAtSite(context.act, { studyId: input.params.studyId, ...input.body }),
  ),
  amendStudySite: os.amendStudySite.handler(({ context, input }) =>
    actions.amendStudySite(context.act, input.params.studySiteId, input.headers['if-match'], input.body),
  ),
  changeStudySiteStatus: os.changeStudySiteStatus.handler(({ context, input }) =>
    actions.changeStudySiteStatus(context.act, input.params.studySiteId, input.headers['if-match'], input.body.to),
  ),
});
