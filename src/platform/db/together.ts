// Work of one transaction that is sent without waiting for each other's answers.

/**
 * Waits for all of it and answers all of it; else throws the error of the first that failed. Unlike `Promise.all` it does not return while
 * something is still under way, which would then send its next statement into a transaction that has ended.
 */
export async function together<T extends readonly Promise<unknown>[]>(...work: T): Promise<{ -readonly [K in keyof T]: Awaited<T[K]> }> {
  const settled = await Promise.allSettled(work);
  const failed = settled.find((one) => one.status === 'rejected');
  if (failed) throw failed.reason;
  return settled.map((one) => (one.status === 'fulfilled' ? one.value : undefined)) as { -readonly [K in keyof T]: Awaited<T[K]> };
}
