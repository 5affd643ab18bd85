// By which clock a view over several sites says when it was drawn.

/** The zone that all of them live by; UTC where they live by several, or none is shown. */
export function commonZone(zones: readonly string[]): string {
  const [first, ...others] = new Set(zones);
  return first !== undefined && others.length === 0 ? first : 'UTC';
}
