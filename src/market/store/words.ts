// How the room's statements read instants.

/** An instant column as UTC text, ISO 8601. */
export const UTC = (column: string): string => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`;
