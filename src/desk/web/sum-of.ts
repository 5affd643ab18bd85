// Several study-sites taken together.
import type { Cell } from './queries.ts';

/** Sums over cells. The target is null unless every open study-site has one: a part of a target is none. */
export interface CellSum {
  readonly screened: number;
  readonly enrolled: number;
  readonly failed: number;
  readonly target: number | null;
  readonly plannedToDate: number | null;
  readonly judged: Cell['visits']['judged'];
  readonly done: number;
  readonly overdue: number;
  readonly deviations: number;
  readonly waiting: number;
  readonly open: number;
}

/** Adds cells up. */
export function sumOf(cells: readonly Cell[]): CellSum {
  const add = (of: (cell: Cell) => number) => cells.reduce((sum, cell) => sum + of(cell), 0);
  const addKnown = (of: (cell: Cell) => number | null) =>
    cells.length > 0 && cells.every((cell) => of(cell) !== null) ? add((cell) => of(cell) ?? 0) : null;
  return {
    screened: add(({ enrolment }) => enrolment.screened),
    enrolled: add(({ enrolment }) => enrolment.enrolled),
    failed: add(({ enrolment }) => enrolment.failed),
    target: addKnown(({ enrolment }) => enrolment.target),
    plannedToDate: addKnown(({ enrolment }) => enrolment.plannedToDate),
    judged: {
      completed: add(({ visits }) => visits.judged.completed),
      inWindow: add(({ visits }) => visits.judged.inWindow),
      missed: add(({ visits }) => visits.judged.missed),
    },
    done: add(({ visits }) => visits.done),
    overdue: add(({ overdue }) => overdue.count),
    deviations: add(({ deviations }) => deviations.all),
    open: add(({ deviations }) => deviations.open),
    waiting: add(({ deviations }) => deviations.waiting),
  };
}
