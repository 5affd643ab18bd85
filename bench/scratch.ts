// scratch
import pg from 'pg';
import { openGround, enrol, complete } from './ground.ts';
const ground = await openGround();
try {
  const stock = await enrol(ground, 60);
  await ground.bare.query('analyze'); await ground.bare.query(`alter system set track_functions = 'pl'`); await ground.bare.query('select pg_reload_conf()');
  for (const v of stock.slice(0, 20)) await ground.act('visits.complete', (act) => complete(act, v.id, v.on, v.version));
  const log = new Map<string, { n: number; ms: number }>();
  const original = pg.Client.prototype.query;
  const order: string[] = [];
  (pg.Client.prototype as any).query = async function (this: any, ...args: any[]) {
    const q = args[0];
    const name = q?.name ?? (typeof q === 'string' ? q : q?.text ?? 'x').replace(/\s+/g, ' ').slice(0, 110);
    const at = performance.now();
    const r = await (original as any).apply(this, args);
    const ms = performance.now() - at;
    const e = log.get(name) ?? { n: 0, ms: 0 };
    e.n++; e.ms += ms; log.set(name, e);
    order.push(`${ms.toFixed(2)} ${name}`);
    return r;
  };
  const rest = stock.slice(20, 50);
  const { readdirSync, readFileSync } = await import('node:fs');
  const pgCpu = () => { let sum = 0; for (const pid of readdirSync('/proc')) { if (!/^\d+$/.test(pid)) continue; try { const c = readFileSync(`/proc/${pid}/cmdline`, 'utf8'); if (!c.startsWith('postgres: siteward_app')) continue; const f = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' '); sum += Number(f[11]) + Number(f[12]); } catch {} } return sum * 10; };
  await ground.bare.query('select pg_stat_reset()');
  const pg0 = pgCpu();
  const cpu0 = process.cpuUsage();
  const t0 = performance.now();
  const times: number[] = [];
  for (const v of rest) { const a = performance.now(); order.length = 0; await ground.act('visits.complete', (act) => complete(act, v.id, v.on, v.version)); times.push(performance.now() - a); }
  const total = performance.now() - t0;
  const cpu = process.cpuUsage(cpu0);
  const pg1 = pgCpu(); await new Promise((r) => setTimeout(r, 1500)); console.log('pg cpu/op', (pg1 - pg0) / rest.length); console.table((await ground.bare.query('select schemaname, funcname, calls::int, round(total_time::numeric,1) total, round(self_time::numeric,1) self from pg_stat_user_functions order by self_time desc limit 15')).rows);
  console.log(order.join('\n'));
  times.sort((a, b) => a - b);
  console.log('per op', (total / rest.length).toFixed(2), 'p50', times[15]?.toFixed(2), 'node cpu/op', ((cpu.user + cpu.system) / 1000 / rest.length).toFixed(2), 'db wait/op', ([...log.values()].reduce((s, e) => s + e.ms, 0) / rest.length).toFixed(2), 'statements/op', ([...log.values()].reduce((s, e) => s + e.n, 0) / rest.length).toFixed(1));
  for (const [name, e] of [...log].sort((a, b) => b[1].ms - a[1].ms).slice(0, 25)) console.log((e.ms / rest.length).toFixed(2).padStart(7), (e.n / rest.length).toFixed(1).padStart(5), name);
} finally { await ground.close(); }
