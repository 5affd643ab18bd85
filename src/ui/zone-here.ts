// The time zone of the reader's device, for what belongs to a person or a study and to no site.

/** Its IANA name. */
export function zoneHere(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}
