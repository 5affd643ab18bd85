// The code of an error from Node or PostgreSQL: the one part of it that is safe to branch on and to show.

/** `ENOENT`, `23505` and the like, or undefined when the error carries none. */
export function codeOf(error: unknown): string | undefined {
  const code = typeof error === 'object' && error !== null ? (error as { code?: unknown }).code : undefined;
  return typeof code === 'string' ? code : undefined;
}

/** The code in words for a message to a person. */
export function reasonOf(error: unknown): string {
  return codeOf(error) ?? 'unknown reason';
}
