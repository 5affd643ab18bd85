// Under which account PostgreSQL runs: it refuses to be root, and initdb needs the account to have a line in /etc/passwd.
import { readFile, stat } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { codeOf } from '../error-code.ts';
import { ClusterError } from './failure.ts';

/** The account of the server process; `switches` is true when it differs from ours, so files must be given to it. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
  readonly name: string;
  readonly switches: boolean;
}

/** Users looked for when we are root, in this order, before the nobody uid. */
const preferred = ['siteward', 'postgres'];
const nobodyUid = 65_534;

/**
 * The account for a server over `dataFolder`: its present owner, else our own, else (as root) an unprivileged user of this machine.
 * @throws {ClusterError} `no-account` when that uid has no line in the user list, which a container under an arbitrary uid lacks.
 */
export async function serverAccount(dataFolder: string, ourUid: number = process.getuid?.() ?? -1): Promise<Account> {
  if (ourUid !== 0) return ownAccount(ourUid);
  const users = await readUsers();
  const owner = await stat(dataFolder).then(
    (found) => found.uid,
    (error: unknown) => {
      if (codeOf(error) === 'ENOENT') return undefined;
      throw error;
    },
  );
  if (owner === 0) {
    throw new ClusterError(
      'damaged',
      `the database folder ${dataFolder} belongs to root, under which PostgreSQL refuses to run: give it back to its account (chown -R)`,
    );
  }
  const chosen = owner === undefined ? pickUser(users) : users.find((user) => user.uid === owner);
  if (!chosen) throw missingLine(owner ?? nobodyUid);
  return { ...chosen, switches: true };
}

/**
 * Options for a child process under the account: a bare environment, and a working folder that every account may enter
 * (our own may lie in a checkout that only root may read).
 */
export function runAs(account: Account) {
  const env = { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };
  return { cwd: '/', env, ...(account.switches ? { uid: account.uid, gid: account.gid } : {}) };
}

function ownAccount(uid: number): Account {
  try {
    const own = userInfo();
    return { uid, gid: own.gid, name: own.username, switches: false };
  } catch {
    throw missingLine(uid);
  }
}

function missingLine(uid: number): ClusterError {
  return new ClusterError(
    'no-account',
    `uid ${uid} has no line in /etc/passwd, which PostgreSQL needs: add one (in a container: "siteward:x:${uid}:${uid}::/tmp:/bin/false"), run as another user, or set DATABASE_URL`,
  );
}

interface User {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

function pickUser(users: readonly User[]): User | undefined {
  for (const name of preferred) {
    const user = users.find((candidate) => candidate.name === name && candidate.uid !== 0);
    if (user) return user;
  }
  return users.find((user) => user.uid === nobodyUid);
}

async function readUsers(): Promise<User[]> {
  const text = await readFile('/etc/passwd', 'utf8').catch(() => '');
  return text.split('\n').flatMap((line) => {
    const [name, , uid, gid] = line.split(':');
    return name && uid && gid && /^\d+$/.test(uid) && /^\d+$/.test(gid) ? [{ name, uid: Number(uid), gid: Number(gid) }] : [];
  });
}
