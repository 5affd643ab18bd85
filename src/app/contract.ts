// Every room's contract under one roof: what the server implements and the browser's client speaks.
import { accessContract } from '#access/contract';

/** The whole API. */
export const appContract = {
  access: accessContract,
};
