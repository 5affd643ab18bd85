// Another password for an account, without the one before: whatever was open or under way by that one ends.
import type pg from 'pg';

/** Keeps the hashed password, and ends every session and every sign-in under way, in the transaction of the caller. */
export async function replacePassword(client: Pick<pg.PoolClient, 'query'>, accountId: string, hashed: string): Promise<void> {
  await client.query(`update auth.account set password = $2, "updatedAt" = now() where "userId" = $1 and "providerId" = 'credential'`, [
    accountId,
    hashed,
  ]);
  await client.query('delete from auth.session where "userId" = $1', [accountId]);
  await client.query('delete from auth.verification where value = $1', [accountId]);
}
