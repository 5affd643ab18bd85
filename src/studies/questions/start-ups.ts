// How long start-ups of the whole network took, for forecasts of when waiting sites open.
import type { Act } from '#access';

/** A start-up without a name: the days on which a site was selected, opened, and given up without opening, as `YYYY-MM-DD`. */
export interface StartUpDays {
  readonly selectedOn: string;
  readonly openedOn: string | null;
  readonly endedOn: string | null;
}

/** Those of the whole network, whoever asks, in the order of their days: who reaches a single study learns of the others how long, and nothing else. */
export async function startUpsOfNetwork({ tx }: Act): Promise<readonly StartUpDays[]> {
  const { rows } = await tx.$client.query<StartUpDays>({
    name: 'studies-start-ups',
    text: `select s.selected_on::text as "selectedOn", s.opened_on::text as "openedOn", s.ended_on::text as "endedOn" from studies.start_ups() s
      order by s.selected_on, s.opened_on, s.ended_on`,
  });
  return rows;
}
