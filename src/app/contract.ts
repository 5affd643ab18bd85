// Every room's contract under one roof: what the server implements and the browser's client speaks.
import { accessContract } from '#access/contract';
import { financeContract } from '#finance/contract';
import { interopContract } from '#interop/contract';
import { networkContract } from '#network/contract';
import { studiesContract } from '#studies/contract';
import { subjectsContract } from '#subjects/contract';
import { jobContract } from './job-contract.ts';

/** The whole API. */
export const appContract = {
  access: accessContract,
  interop: interopContract,
  jobs: jobContract,
  network: networkContract,
  studies: studiesContract,
  subjects: subjectsContract,
  finance: financeContract,
};
