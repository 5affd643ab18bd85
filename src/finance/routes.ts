// The room's contract, each route tied to one question or action.
import { implement } from '@orpc/server';
import { type RequestContext, guard } from '#access';
import { createContract, draftVersion, releaseVersion, saveTerms } from './actions/contracts.ts';
import { previewEarnings } from './actions/preview.ts';
import { financeContract } from './contract.ts';
import { listContracts, viewContract } from './questions/contracts.ts';
import { viewDryRun } from './actions/dry-run.ts';
import { explainLine, listEarned, listVisitEarnings } from './questions/earned.ts';
import { listStudiesEarned } from './questions/studies.ts';

const os = implement(financeContract).$context<RequestContext>().use(guard);

export const financeRoutes = os.router({
  contracts: os.contracts.handler(({ context, input }) => listContracts(context.act, input.params.studyId)),
  createContract: os.createContract.handler(({ context, input }) => createContract(context.act, input.params.studyId, input.body)),
  contract: os.contract.handler(({ context, input }) => viewContract(context.act, input.params.contractId)),
  draftVersion: os.draftVersion.handler(({ context, input }) => draftVersion(context.act, input.params.contractId, input.body)),
  saveTerms: os.saveTerms.handler(({ context, input }) =>
    saveTerms(context.act, input.params.versionId, input.headers['if-match'], input.body),
  ),
  releaseVersion: os.releaseVersion.handler(({ context, input }) =>
    releaseVersion(context.act, input.params.versionId, input.headers['if-match'], input.body),
  ),
  dryRun: os.dryRun.handler(({ context, input }) => viewDryRun(context.act, input.params.versionId)),
  earned: os.earned.handler(({ context, input }) => listEarned(context.act, input.params.studyId, input.query)),
  studies: os.studies.handler(({ context, input }) => listStudiesEarned(context.act, input.query)),
  line: os.line.handler(({ context, input }) => explainLine(context.act, input.params.lineId)),
  visitEarnings: os.visitEarnings.handler(({ context, input }) => listVisitEarnings(context.act, input.params.visitId)),
  previewEarnings: os.previewEarnings.handler(({ context, input }) => previewEarnings(context.act, input.params.visitId, input.query)),
});
