// Milestones: the dated events of a subject that schedules, payments and funnels refer to.
import type { Temporal } from '#lib';

export const milestones = ['consented', 'randomised', 'first-dose', 'last-dose', 'progression', 'completed'] as const;

export type Milestone = (typeof milestones)[number];

/** Dates of the milestones reached so far; an absent one has not happened. */
export type MilestoneDates = Readonly<Partial<Record<Milestone, Temporal.PlainDate>>>;
