// Forecasts of the demo: today's, and a few that look back, so that the first visitor sees how good they would have been.
import { makeForecasts } from '#forecasting';
import { DAYS_OF_A_MONTH, dateOf, dayOf } from '../rules/days.ts';
import type { DemoPorts } from './ports.ts';

const MONTHS_BACK = [6, 3, 1];

/** Makes the forecasts unless they are there. */
export async function makeDemoForecasts(ports: DemoPorts): Promise<void> {
  const today = dayOf(ports.now.toZonedDateTimeISO('UTC').toPlainDate());
  const days = [...MONTHS_BACK.map((months) => today - Math.round(months * DAYS_OF_A_MONTH)), today].map((day) => dateOf(day).toString());
  await ports.operator('forecasting.run-network', (act) => makeForecasts(act, { studyId: null, days }));
}
