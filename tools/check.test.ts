// The runner of checks believes exit codes, and nothing else.
import { expect, it } from 'vitest';
import { run, runAll } from './check.ts';

it('a check passes by exit code 0 and keeps its words', async () => {
  expect(await run({ name: 'good', args: ['-e', 'console.log("fine")'] })).toMatchObject({ isPassed: true, output: 'fine\n' });
  expect(await run({ name: 'bad', args: ['-e', 'console.error("no"); process.exit(3)'] })).toMatchObject({
    isPassed: false,
    output: 'no\n',
  });
});

it('a check whose program is missing or killed has failed', async () => {
  expect((await run({ name: 'missing', args: ['./no-such-file.js'] })).isPassed).toBe(false);
  expect((await run({ name: 'killed', args: ['-e', 'process.kill(process.pid, "SIGKILL")'] })).isPassed).toBe(false);
});

it('all checks run, whatever the width', async () => {
  const checks = ['1', '2', '3'].map((name) => ({ name, args: ['-e', `process.exit(${name} - 1)`] }));
  const told: string[] = [];
  const ended = await runAll(checks, 2, (one) => told.push(one.name));
  expect(told.toSorted()).toEqual(['1', '2', '3']);
  expect(ended.filter((one) => one.isPassed).map((one) => one.name)).toEqual(['1']);
});
