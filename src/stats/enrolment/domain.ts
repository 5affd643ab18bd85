// What the kernel refuses at its door: numbers outside the domain of a formula, named by their argument.
import { DomainError } from '#lib';

/** Throws unless `value` is a finite number of at least `least`. */
export function needAtLeast(name: string, value: number, least: number): void {
  if (!Number.isFinite(value) || value < least) throw new DomainError(`${name} must be a number of at least ${least}, not ${value}`);
}

/** Throws unless `value` is a whole number of at least 0. */
export function needCount(name: string, value: number): void {
  if (!Number.isInteger(value) || value < 0) throw new DomainError(`${name} must be a whole number of at least 0, not ${value}`);
}

/** Throws unless `value` is finite. */
export function needFinite(name: string, value: number): void {
  if (!Number.isFinite(value)) throw new DomainError(`${name} must be a finite number, not ${value}`);
}

/** Throws unless `value` lies between 0 and 1. */
export function needShare(name: string, value: number): void {
  if (!(value >= 0 && value <= 1)) throw new DomainError(`${name} must lie between 0 and 1, not ${value}`);
}
