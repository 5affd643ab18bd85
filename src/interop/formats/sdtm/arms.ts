// The arm codes and reasons by which SDTM says that a subject was given no arm.
import type { SdtmArmStatus } from './trial.ts';

/** Whether DM gives an arm: no code, SCRNFAIL and NOTASSGN (to SDTM IG 3.2) or a reason in ARMNRS (from 3.3) say that it does not. */
export function armStatusOf(armCode: string | null, noArmReason: string | null): SdtmArmStatus {
  const code = (armCode ?? '').toUpperCase().replace(/[^A-Z]/g, '');
  if (code === 'SCRNFAIL' || code === 'SCREENFAILURE' || /SCREEN FAILURE/.test(noArmReason ?? '')) return 'screen-failure';
  const isAssigned = armCode !== null && code !== 'NOTASSGN' && code !== 'NOTASSIGNED' && !/NOT ASSIGNED/.test(noArmReason ?? '');
  return isAssigned ? 'assigned' : 'not-assigned';
}
