// What a step of a participant asks for, and what was typed as the command's body.
import type { SubjectState, WithdrawalScope } from '../rules.ts';

/** The fields of the drawer; an empty `to` has not been chosen. */
export interface TypedStep {
  readonly to: SubjectState | '';
  readonly on: string;
  readonly reason: string;
  readonly arm: string;
  readonly lastDoseOn: string;
  readonly scopes: readonly WithdrawalScope[];
}

/** The drawer as it opens. */
export function blankStep(today: string): TypedStep {
  return { to: '', on: today, reason: '', arm: '', lastDoseOn: '', scopes: [] };
}

type Choice = TypedStep['to'];
const explained: readonly Choice[] = ['screen-failure', 'withdrawn', 'treatment-discontinued', 'issued-in-error'];
const endingTreatment: readonly Choice[] = ['treatment-discontinued', 'follow-up', 'completed', 'withdrawn', 'lost-to-follow-up', 'died'];

/** Whether the step must say why. */
export const needsReason = (to: Choice): boolean => explained.includes(to);
/** Whether the step may give an arm: at randomisation. */
export const asksArm = (to: Choice): boolean => to === 'enrolled';
/** Whether the step may end treatment, and so know the last dose. */
export const asksLastDose = (to: Choice): boolean => endingTreatment.includes(to);

/** Words of what is missing; empty when it can be sent. */
export function advanceFaults(step: TypedStep): readonly ('needTo' | 'needOn' | 'needReason' | 'needScope')[] {
  return [
    ...(step.to === '' ? (['needTo'] as const) : []),
    ...(step.on === '' ? (['needOn'] as const) : []),
    ...(needsReason(step.to) && step.reason.trim() === '' ? (['needReason'] as const) : []),
    ...(step.to === 'withdrawn' && step.scopes.length === 0 ? (['needScope'] as const) : []),
  ];
}

/** The body of the command; fields that the chosen step does not ask for are left out, whatever was typed before. */
export function stepBody(step: TypedStep) {
  if (step.to === '') return undefined;
  const { to, on } = step;
  return {
    to,
    on,
    ...(step.reason.trim() ? { reason: step.reason.trim() } : {}),
    ...(to === 'withdrawn' ? { withdrawnFrom: [...step.scopes] } : {}),
    ...(asksLastDose(to) && step.lastDoseOn ? { lastDoseOn: step.lastDoseOn } : {}),
    ...(asksArm(to) && step.arm.trim() ? { arm: step.arm.trim() } : {}),
  };
}
