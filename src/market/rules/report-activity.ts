// What a report tells of the registry activity behind an outlook.

/** An import of registry activity, as it was counted. */
export interface ActivityReadCounts {
  readonly fileName: string;
  readonly fileSha256: string;
  readonly format: string;
  readonly classifier: string;
  readonly counts: Readonly<Record<string, number>>;
  readonly byYear: readonly { readonly year: number; readonly siteYears: number }[];
}
