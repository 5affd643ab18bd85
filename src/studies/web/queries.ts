// What the pages of studies ask and send; the room's name in front keeps the kept answers of rooms apart.
import type { AnswerOf } from '#platform/contract';
import { networkContract } from '#network/contract';
import { createApi } from '#ui';
import { studiesContract } from '../contract.ts';
import type { PlannedSchedule } from '../rules.ts';

const api = createApi({ studies: studiesContract, network: networkContract });

/** Calls outside of components' questions. */
export const studiesClient = api.client.studies;
/** Options of the room's questions and commands. */
export const studiesApi = api.query.studies;
/** Sites to choose from. */
export const sitesApi = api.query.network;

export type StudyLine = AnswerOf<(typeof studiesContract)['studies']>[number];
export type StudyDetail = AnswerOf<(typeof studiesContract)['study']>;
export type StudySite = AnswerOf<(typeof studiesContract)['studySite']>;
export type ScheduleGridView = AnswerOf<(typeof studiesContract)['schedule']>;
export type ScheduleVersion = ScheduleGridView['schedule'];
export type ScheduleDocument = AnswerOf<(typeof studiesContract)['scheduleDocument']>;
export type GridVisit = ScheduleGridView['visits'][number];
export type ProtocolText = AnswerOf<(typeof studiesContract)['protocol']>;
export type ImportPreviewView = AnswerOf<(typeof studiesContract)['previewImport']>;
export type ImportAnswer = AnswerOf<(typeof studiesContract)['importProtocol']>;

/** What was read from the server is a schedule; the parsed answer differs only in saying `undefined` for what JSON leaves out. */
export const plannedOf = (document: ScheduleDocument): PlannedSchedule => document.schedule as PlannedSchedule;
