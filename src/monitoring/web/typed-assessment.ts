// A step of a deviation as a person types it, judged by the same rules as the server before it is sent.
import { decideDeviation, type DeviationRefusal } from '../rules.ts';
import type { AssessBody, Deviation } from './queries.ts';

/** What is typed; only what the chosen step asks for is sent. */
export interface TypedAssessment {
  readonly to: Deviation['state'] | '';
  readonly important: '' | 'yes' | 'no';
  /** Names with commas between them. */
  readonly reportableTo: string;
  readonly rootCause: string;
  readonly reason: string;
}

/** The form as it opens: what is known, and the step where only one is possible. */
export function blankAssessment(deviation: Deviation): TypedAssessment {
  const forward = deviation.next.filter((state) => state !== 'voided');
  return {
    to: forward.length === 1 ? (forward[0] ?? '') : '',
    important: deviation.important === null ? '' : deviation.important ? 'yes' : 'no',
    reportableTo: deviation.reportableTo.join(', '),
    rootCause: deviation.rootCause ?? '',
    reason: '',
  };
}

/** The fields that a step asks for. */
export function fieldsOf(to: TypedAssessment['to']): readonly ('important' | 'reportableTo' | 'rootCause' | 'reason')[] {
  if (to === 'assessed') return ['important', 'reportableTo'];
  if (to === 'reporting-due') return ['reportableTo'];
  if (to === 'root-cause-found' || to === 'closed') return ['rootCause'];
  return to === 'voided' ? ['reason'] : [];
}

/** What is sent, or the rule that refuses it; `step-missing` while no step is chosen. */
export function assessmentBody(
  typed: TypedAssessment,
  deviation: Deviation,
): { readonly body: AssessBody } | { readonly refusal: DeviationRefusal | 'step-missing' } {
  if (typed.to === '') return { refusal: 'step-missing' };
  const fields = fieldsOf(typed.to);
  const names = typed.reportableTo
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean);
  const rootCause = typed.rootCause.trim();
  const reason = typed.reason.trim();
  const body: AssessBody = {
    to: typed.to,
    ...(fields.includes('important') && typed.important !== '' ? { important: typed.important === 'yes' } : {}),
    ...(fields.includes('reportableTo') ? { reportableTo: [...new Set(names)] } : {}),
    ...(fields.includes('rootCause') && rootCause ? { rootCause } : {}),
    ...(fields.includes('reason') && reason ? { reason } : {}),
  };
  const { to, important, reportableTo } = body;
  const decided = decideDeviation(deviation, {
    to,
    ...(important === undefined ? {} : { important }),
    ...(reportableTo === undefined ? {} : { reportableTo }),
    ...(body.rootCause === undefined ? {} : { rootCause: body.rootCause }),
    ...(body.reason === undefined ? {} : { reason: body.reason }),
  });
  return decided.ok ? { body } : { refusal: decided.refusal };
}
