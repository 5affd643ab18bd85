// Sites and studies by code and name, for the pages of access, which stand left of both rooms.
import { networkContract } from '#network/contract';
import type { ScopeChoice } from '#access/web';
import { studiesContract } from '#studies/contract';
import { createApi } from '#ui';

const { client } = createApi({ network: networkContract, studies: studiesContract });

/** The sites in reach. */
export async function sites(): Promise<readonly ScopeChoice[]> {
  return (await client.network.sites({})).map(({ id, code, name }) => ({ id, code, name }));
}

/** The studies in reach. */
export async function studies(): Promise<readonly ScopeChoice[]> {
  return (await client.studies.studies({})).map(({ id, code, name }) => ({ id, code, name }));
}
