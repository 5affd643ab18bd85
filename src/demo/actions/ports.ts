// What loading a demo is given: the database under two hands, the accounts, the protocol files, and somewhere to tell how far it is.
import type { Act } from '#access';
import type { Temporal } from '#lib';
import type { DemoStudy } from '../rules/portfolio.ts';
import type { Accounts, Cipher, Database, Files } from '#platform';

/** Runs work as the local operator, in one transaction under the action's name. */
export type RunAsOperator = <T>(action: string, work: (act: Act) => Promise<T>) => Promise<T>;

export interface DemoPorts {
  readonly operator: RunAsOperator;
  readonly database: Database;
  readonly authDatabase: Database;
  readonly accounts: Pick<Accounts, 'createDemo' | 'openDemoSession'>;
  readonly cipher: Cipher;
  readonly files: Files;
  /** Tells a fact to every room that listens. */
  readonly tell: (act: Act, ...told: Parameters<Act['tell']>) => Promise<void>;
  /** The bytes of a protocol file, by its study's code. */
  readonly protocolFile: (key: string) => Promise<Uint8Array>;
  /** The moment up to which the network has lived. */
  readonly now: Temporal.Instant;
  readonly seed: number;
  /** The studies beside NLX-301. */
  readonly portfolio: readonly DemoStudy[];
  /** Told what is being done, and how many of how many participants are there. */
  readonly progress: (note: string, done: number, total: number) => void;
}
