// The names of bars that lie: in as many lines as their room asks for, so that none is cut on a phone.
import type { Drawing } from '#ui';

/** Pixels of an em of a chart's letters. */
const EM = 12;

/** The names beside the bars, within `room` pixels. */
export function barNames(plot: Parameters<Drawing>[0], room: number) {
  return plot.axisY({ label: null, tickSize: 0, lineWidth: (room - EM) / EM });
}
