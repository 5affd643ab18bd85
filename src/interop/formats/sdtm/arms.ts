// The arm codes and reasons by which SDTM says that a subject was given no arm.
import type { SdtmSubject } from './trial.ts';

/** Whether DM gives no arm: a blank code, SCRNFAIL or NOTASSGN (to SDTM IG 3.2), or a reason in ARMNRS (from 3.3). */
export function isUnassigned({ armCode, noArmReason }: Pick<SdtmSubject, 'armCode' | 'noArmReason'>): boolean {
  const code = (armCode ?? '').toUpperCase().replace(/[^A-Z]/g, '');
  const codeSays = armCode === null || ['SCRNFAIL', 'SCREENFAILURE', 'NOTASSGN', 'NOTASSIGNED'].includes(code);
  return codeSays || /SCREEN FAILURE|NOT ASSIGNED/.test(noArmReason ?? '');
}
