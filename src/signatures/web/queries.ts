// What the pages of signatures ask and send.
import type { AnswerOf } from '#platform/contract';
import { createApi } from '#ui';
import { signaturesContract } from '../contract.ts';

/** Options of the room's questions and commands. */
export const signaturesApi = createApi({ signatures: signaturesContract }).query.signatures;

export type SignedRecord = AnswerOf<(typeof signaturesContract)['record']>;
export type QueueItem = AnswerOf<(typeof signaturesContract)['toSign']>['items'][number];
export type ReturnedItem = AnswerOf<(typeof signaturesContract)['returned']>[number];
export type Signature = SignedRecord['signatures'][number];
export type Needs = NonNullable<SignedRecord['needs']>;
