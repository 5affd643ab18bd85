// The network's forecast: the sum of its studies', which are taken to go their ways independently of each other.
import { forecaster, matchedMasses, quantileOfMasses } from '#stats';
import { dateOfDay, dayNumber } from './days.ts';
import { type FanPoint, type FittedInput, enrolledIn, judgedDaysAhead } from './forecast.ts';

/** What the network's forecast stands on: the runs of its studies, by the digests of their inputs. */
export interface NetworkInput {
  readonly asOf: string;
  readonly studies: readonly { readonly studyId: string; readonly inputSha256: string }[];
}

/** Patients of all studies by the end of a day. */
export interface NetworkForecast {
  readonly kernel: string;
  readonly asOf: string;
  readonly enrolled: number;
  readonly fan: readonly FanPoint[];
}

/** The sum of fitted studies over the days on which forecasts are judged and every fortnight between. Throws nothing a fit did not throw. */
export function networkForecast(asOf: string, studies: readonly FittedInput[]): Omit<NetworkForecast, 'kernel'> {
  const from = dayNumber(asOf);
  const last = Math.max(...judgedDaysAhead);
  const days = [
    ...new Set([
      ...Array.from({ length: 14 }, (_, at) => from + at * 14).filter((day) => day - from <= last),
      ...judgedDaysAhead.map((ahead) => from + ahead),
    ]),
  ];
  const enrolled = studies.reduce((sum, { input }) => sum + enrolledIn(input), 0);
  const ahead = studies.map(({ fitted }) => forecaster(fitted, null));
  const fan = days
    .toSorted((a, b) => a - b)
    .map((day) => {
      const parts = ahead.map((one) => one.at(day));
      const mean = parts.reduce((sum, part) => sum + part.mean, 0);
      const rateVariance = parts.reduce((sum, part) => sum + part.rateVariance, 0);
      const masses = matchedMasses({ mean, rateVariance });
      const at = (level: number) => enrolled + quantileOfMasses(masses, level);
      return {
        date: dateOfDay(day),
        q025: at(0.025),
        q10: at(0.1),
        q25: at(0.25),
        q50: at(0.5),
        q75: at(0.75),
        q90: at(0.9),
        q975: at(0.975),
      };
    });
  return { asOf, enrolled, fan };
}
