// What the pages that join rooms ask; the same names in front as in the rooms, so that answers are kept once.
import type { AnswerOf } from '#platform/contract';
import { monitoringContract } from '#monitoring/contract';
import { safetyContract } from '#safety/contract';
import { studiesContract } from '#studies/contract';
import { subjectsContract } from '#subjects/contract';
import { createApi } from '#ui';
import { visitsContract } from '#visits/contract';
import { deskContract } from '../contract.ts';

/** Options of the rooms' questions. */
export const deskApi = createApi({
  studies: studiesContract,
  subjects: subjectsContract,
  visits: visitsContract,
  safety: safetyContract,
  monitoring: monitoringContract,
  desk: deskContract,
}).query;

export type StudySite = AnswerOf<(typeof studiesContract)['studySite']>;
export type SubjectLine = AnswerOf<(typeof subjectsContract)['list']>['subjects'][number];
export type Subject = AnswerOf<(typeof subjectsContract)['view']>;
export type DueVisit = AnswerOf<(typeof visitsContract)['dueList']>['items'][number];
export type DueCounts = AnswerOf<(typeof visitsContract)['dueList']>['counts'];
export type Overview = AnswerOf<(typeof deskContract)['network']>;
export type Cell = Overview['cells'][number];
export type SiteShown = Overview['sites'][number];
export type PortalStudy = AnswerOf<(typeof deskContract)['portalStudy']>;
export type SiteHome = AnswerOf<(typeof deskContract)['site']>;
export type Month = PortalStudy['months'][number];
