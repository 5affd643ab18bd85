// Every room's contract under one roof: what the server implements and the browser's client speaks.
import { accessContract } from '#access/contract';
import { auditContract } from '#audit/contract';
import { fileStreams, filesContract } from '#files/contract';
import { deskContract } from '#desk/contract';
import { financeContract } from '#finance/contract';
import { forecastingContract } from '#forecasting/contract';
import { interopContract } from '#interop/contract';
import { marketContract } from '#market/contract';
import { monitoringContract } from '#monitoring/contract';
import { networkContract } from '#network/contract';
import { notificationsContract } from '#notifications/contract';
import { safetyContract } from '#safety/contract';
import { signaturesContract } from '#signatures/contract';
import { studiesContract } from '#studies/contract';
import { subjectsContract } from '#subjects/contract';
import { visitsContract } from '#visits/contract';
import { jobContract } from './job-contract.ts';

/** The whole API. */
export const appContract = {
  access: accessContract,
  audit: auditContract,
  files: filesContract,
  signatures: signaturesContract,
  interop: interopContract,
  jobs: jobContract,
  network: networkContract,
  studies: studiesContract,
  subjects: subjectsContract,
  visits: visitsContract,
  safety: safetyContract,
  finance: financeContract,
  monitoring: monitoringContract,
  forecasting: forecastingContract,
  market: marketContract,
  notifications: notificationsContract,
  desk: deskContract,
};

/** Routes that carry bytes as streams: declared like all others, served by the file door in front of the API. */
export const streamContract = { files: fileStreams };
