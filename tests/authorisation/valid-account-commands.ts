// Valid commands on what is a person's own: keys, help for those who are locked out, kept views and read news.
import { newId } from '#lib';
import { taken } from '../journeys/nlx-301-network.ts';
import type { Prepare } from './valid-commands.ts';

const unique = (): string => `N${newId().replaceAll('-', '').slice(4)}`;

export const accountCommands: Readonly<Record<string, readonly Prepare[]>> = {
  'access.create-key': [
    async ({ world }) => {
      const by = await world.person('Key Maker', [{ role: 'recruiter' }]);
      const { grants } = taken(await by.api('GET', '/access/account'), 'account');
      return { by, path: '/access/account/keys', body: { name: unique(), grantIds: [grants[0].id], expiresOn: '2026-12-31' } };
    },
  ],
  'access.unlock-person': [
    async ({ world, admin }) => {
      const { id } = await world.person('Locked Out');
      await world.superuser.query(
        `insert into auth.attempt (key, account_id, locked_until) select $1, account_id, now() + interval '1 hour' from access.person where id = $2`,
        [unique(), id],
      );
      return { by: admin, path: `/access/people/${id}/unlocking`, body: { reason: 'called by telephone' } };
    },
  ],
  'access.reset-second-factor': [
    async ({ world, admin }) => {
      const { id } = await world.person('Lost Phone');
      await world.superuser.query(`update access.person set second_factor = 'required' where id = $1`, [id]);
      return { by: admin, path: `/access/people/${id}/second-factor-reset`, body: { reason: 'lost the telephone' } };
    },
  ],
  'desk.keep-view': [
    async ({ ground }) => ({
      by: ground.builders.coordinator,
      path: '/desk/views',
      body: {
        table: 'deviations',
        name: unique(),
        view: { find: 'late', conditions: { due: 'late' }, hidden: ['cost'], sort: { column: 'due', direction: 'down' } },
        isDefault: false,
      },
    }),
  ],
  'notifications.mark-read': [
    async ({ ground }) => ({
      by: ground.builders.coordinator,
      path: '/notifications/readings',
      body: { ids: [], upTo: '2026-04-01T00:00:00Z' },
    }),
  ],
};
