// Judges the arguments of the kernels: everything outside a domain is a DomainError that names the function and the argument.
import { DomainError } from '#lib';

function refused(where: string, name: string, wanted: string, got: unknown): DomainError {
  return new DomainError(`${where}: ${name} must be ${wanted}, got ${String(got)}`);
}

/** The value, when it is a finite number. */
export function finite(where: string, name: string, value: number): number {
  if (!Number.isFinite(value)) throw refused(where, name, 'a finite number', value);
  return value;
}

/** The value, when it is finite and above zero. */
export function positive(where: string, name: string, value: number): number {
  if (!(Number.isFinite(value) && value > 0)) throw refused(where, name, 'a finite number above 0', value);
  return value;
}

/** The value, when it is finite and not below zero. */
export function notNegative(where: string, name: string, value: number): number {
  if (!(Number.isFinite(value) && value >= 0)) throw refused(where, name, 'a finite number from 0 on', value);
  return value;
}

/** The value, when it is a whole number that a double holds exactly. */
export function whole(where: string, name: string, value: number): number {
  if (!Number.isSafeInteger(value)) throw refused(where, name, 'a whole number', value);
  return value;
}

/** The value, when it is a whole number from zero on. */
export function count(where: string, name: string, value: number): number {
  if (!(Number.isSafeInteger(value) && value >= 0)) throw refused(where, name, 'a whole number from 0 on', value);
  return value;
}

/** The value, when it lies in (0, 1]. */
export function chanceAboveZero(where: string, name: string, value: number): number {
  if (!(value > 0 && value <= 1)) throw refused(where, name, 'above 0 and at most 1', value);
  return value;
}

/** The value, when it lies in [0, 1]. */
export function closedUnit(where: string, name: string, value: number): number {
  if (!(value >= 0 && value <= 1)) throw refused(where, name, 'from 0 to 1', value);
  return value;
}

/** The value, when it lies in [0, 1): at 1 the quantile would be infinite. */
export function belowOne(where: string, name: string, value: number): number {
  if (!(value >= 0 && value < 1)) throw refused(where, name, 'from 0 to below 1', value);
  return value;
}

/** The value, when it lies strictly between 0 and 1. */
export function openUnit(where: string, name: string, value: number): number {
  if (!(value > 0 && value < 1)) throw refused(where, name, 'between 0 and 1', value);
  return value;
}
