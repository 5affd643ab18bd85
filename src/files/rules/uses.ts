// What files are sent for: who may, which types, how large, and whether they stay.

/** What a file is for. */
export const useNames = ['protocol', 'dataset', 'registry', 'document', 'logo'] as const;
export type FileUse = (typeof useNames)[number];

/** The terms of one use. */
export interface UseOfFile {
  /** Who may send one. */
  readonly permission: string;
  /** Who may see one that somebody else sent, where it lies. */
  readonly readBy: string;
  /** Content types that a sender may declare. */
  readonly sends: readonly string[];
  readonly maxBytes: number;
  /** Whether the bytes stay; others are gone after their import, or after a day. */
  readonly stays: boolean;
}

/**
 * SVG is not among the logos: it can carry scripts. Archives are nowhere: datasets come one by one. A registry's file may be packed by gzip; it is
 * unpacked piece by piece while it is counted, and nothing of it is kept.
 */
export const fileUses: Readonly<Record<FileUse, UseOfFile>> = {
  protocol: {
    permission: 'studies.import',
    readBy: 'studies.import',
    sends: ['application/json'],
    maxBytes: 50_000_000,
    stays: true,
  },
  dataset: { permission: 'interop.import', readBy: 'interop.import', sends: ['text/csv'], maxBytes: 200 * 1_048_576, stays: false },
  registry: {
    permission: 'market.run',
    readBy: 'market.run',
    sends: ['application/octet-stream', 'application/gzip', 'application/json', 'application/x-ndjson', 'text/csv'],
    maxBytes: 2_000_000_000,
    stays: false,
  },
  document: { permission: 'files.add', readBy: 'files.view', sends: ['application/pdf'], maxBytes: 100_000_000, stays: true },
  logo: { permission: 'network.add', readBy: 'files.view', sends: ['image/png', 'image/jpeg'], maxBytes: 2_000_000, stays: true },
};
