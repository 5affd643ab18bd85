// Every room's contract under one roof: what the server implements and the browser's client speaks.
import { accessContract } from '#access/contract';
import { networkContract } from '#network/contract';
import { studiesContract } from '#studies/contract';

/** The whole API. */
export const appContract = {
  access: accessContract,
  network: networkContract,
  studies: studiesContract,
};
