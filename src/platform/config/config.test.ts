// The configuration: defaults, flags over environment, and one line that names every kind of bad key.
import { describe, expect, it } from 'vitest';
import { ConfigError, readConfig } from './index.ts';

const read = (env: Record<string, string> = {}, flags: string[] = []) => readConfig({ env, flags, cwd: '/srv/app' });

function refusal(env: Record<string, string>, flags: string[] = []): ConfigError {
  try {
    read(env, flags);
  } catch (error) {
    if (error instanceof ConfigError) return error;
    throw error;
  }
  throw new Error('was accepted');
}

describe('the configuration', () => {
  it('needs nothing: the database is embedded, mail goes to files, only this machine may connect', () => {
    expect(read()).toEqual({
      port: 8080,
      host: '127.0.0.1',
      home: '/srv/app/.siteward',
      keysFile: '/srv/app/.siteward/secrets.json',
      baseUrl: 'http://127.0.0.1:8080',
      logLevel: 'info',
      timeZone: 'UTC',
      database: { kind: 'embedded' },
      mail: { kind: 'files', from: 'siteward@localhost.invalid' },
      trustedProxies: '',
    });
    expect(readConfig({ env: {}, cwd: '/srv/app', defaultHome: '.siteward-demo' }).home).toBe('/srv/app/.siteward-demo');
  });

  it('takes a flag over the environment', () => {
    const config = read({ PORT: '9000', SITEWARD_HOME: '/var/one', HOST: '::1' }, ['--port', '9001', '--home=two']);
    expect(config).toMatchObject({ port: 9001, home: '/srv/app/two', baseUrl: 'http://[::1]:9001' });
  });

  it('takes an external database only with both of its roles', () => {
    const urls = { DATABASE_URL: 'postgres://app:a@db/siteward', DATABASE_OWNER_URL: 'postgresql://owner:b@db:5433/siteward' };
    expect(read(urls).database).toEqual({ kind: 'external', appUrl: urls.DATABASE_URL, ownerUrl: urls.DATABASE_OWNER_URL });
    expect(refusal({ DATABASE_URL: urls.DATABASE_URL }).key).toBe('DATABASE_OWNER_URL');
    expect(refusal({ DATABASE_OWNER_URL: urls.DATABASE_OWNER_URL }).key).toBe('DATABASE_URL');
    expect(refusal({ ...urls, DATABASE_URL: 'postgres://owner:x@db/siteward' }).message).toMatch(/another role/);
  });

  it('takes mail over SMTP only with a sender', () => {
    const smtp = { SITEWARD_SMTP_URL: 'smtps://me:pw@mail.example:465' };
    expect(refusal(smtp).key).toBe('SITEWARD_MAIL_FROM');
    expect(read({ ...smtp, SITEWARD_MAIL_FROM: 'site@example.org' }).mail).toEqual({
      kind: 'smtp',
      url: smtp.SITEWARD_SMTP_URL,
      from: 'site@example.org',
    });
  });

  it.each([
    [{ PORT: '80a' }, 'PORT: must be a port number'],
    [{ PORT: '65536' }, 'PORT: must be a port number'],
    [{ PORT: '-1' }, 'PORT: must be a port number'],
    [{ PORT: '' }, 'PORT: is empty'],
    [{ HOST: 'a b' }, 'HOST: must be a host name'],
    [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL: must be one of trace,'],
    [{ BASE_URL: 'ftp://x' }, 'BASE_URL: must be http'],
    [{ BASE_URL: 'https://x/path' }, 'BASE_URL: must be http'],
    [{ SITEWARD_TIME_ZONE: 'Mars/Olympus' }, 'SITEWARD_TIME_ZONE: must be a time zone'],
    [{ DATABASE_URL: 'mysql://a:b@c/d' }, 'DATABASE_URL: must be a PostgreSQL address'],
    [{ SITEWARD_SMTP_URL: 'mail.example' }, 'SITEWARD_SMTP_URL: must be smtp'],
    [{ SITEWARD_MAIL_FROM: 'nobody' }, 'SITEWARD_MAIL_FROM: must be an e-mail address'],
    [{ SITEWARD_TRUSTED_PROXIES: '10.0.0.1, proxy.example' }, 'SITEWARD_TRUSTED_PROXIES: must be addresses or networks'],
    [{ SITEWARD_TRUSTED_PROXIES: '10.0.0.0/33' }, 'SITEWARD_TRUSTED_PROXIES: must be addresses or networks'],
    [{ SITEWARD_TRUSTED_PROXIES: '10.0.0.1,' }, 'SITEWARD_TRUSTED_PROXIES: must be addresses or networks'],
    [{ SITEWARD_HOEM: '/x' }, 'SITEWARD_HOEM: is not a setting; known are SITEWARD_HOME'],
  ])('refuses %j in one line that names the key', (env, words) => {
    const error = refusal(env as Record<string, string>);
    expect(error.message).toContain(words);
    expect(error.message).not.toContain('\n');
    expect(error.exitCode).toBe(2);
  });

  it('names the flag when the flag is what was wrong', () => {
    expect(refusal({ PORT: '9000' }, ['--port', 'x']).message).toMatch(/^--port: must be/);
    expect(refusal({}, ['--prot', '1']).message).toMatch(/^--prot: is not a flag; known are --port,/);
    expect(refusal({}, ['--port']).message).toMatch(/^--port: needs a value/);
    expect(refusal({}, ['stray']).message).toMatch(/no flag/);
  });

  it('never shows a password', () => {
    expect(refusal({ DATABASE_URL: 'mysql://a:hunter2@c/d' }).message).not.toContain('hunter2');
    expect(refusal({ SITEWARD_SMTP_URL: 'http://a:hunter2@c' }).message).not.toContain('hunter2');
  });
});
