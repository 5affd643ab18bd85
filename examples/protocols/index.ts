// The nine fictional studies of the examples, by their codes.
import type { Protocol } from '#studies/rules';
import { brz302 } from './brz-302.ts';
import { crd305 } from './crd-305.ts';
import { drm204 } from './drm-204.ts';
import { mnd401 } from './mnd-401.ts';
import { nlx301 } from './nlx-301.ts';
import { nrv203 } from './nrv-203.ts';
import { orb207 } from './orb-207.ts';
import { pvx310 } from './pvx-310.ts';
import { qtn101 } from './qtn-101.ts';

/** Every protocol under the name of its file without ending. */
export const protocols: Readonly<Record<string, Protocol>> = {
  'brz-302': brz302,
  'crd-305': crd305,
  'drm-204': drm204,
  'mnd-401': mnd401,
  'nlx-301': nlx301,
  'nrv-203': nrv203,
  'orb-207': orb207,
  'pvx-310': pvx310,
  'qtn-101': qtn101,
};
