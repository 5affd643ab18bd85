// How a schedule version came into force: signed, taken over by an import, or released by the local operator's command.

/** `signed` by a person; `imported` with the first protocol of a study; `by-command` of the local operator, who signs nothing. */
export const releasedAs = ['signed', 'imported', 'by-command'] as const;
export type ReleasedAs = (typeof releasedAs)[number];

/** The kind under which releases are signed. */
export const RELEASE_KIND = 'studies.schedule-release';
