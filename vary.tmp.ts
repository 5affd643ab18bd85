import { settings, simulateTrial, asOf, horizon } from './bench/calibration/scenarios.ts';
import { judgeTrial, methods } from './bench/calibration/judge.ts';
import * as terms from './src/stats/enrolment/terms.ts';
const n=+process.argv[2]!; const only=process.argv[3]!.split(','); const set=+(process.argv[4]??0);
for (const truth of settings[set]!.truths) { if (!only.includes(truth.scenario)) continue;
 const acc:any={}; const t=performance.now();
 for(let i=0;i<n;i++){ const r=judgeTrial(simulateTrial(truth,i,5),truth,i); if(!r) continue;
  for(const m of methods){const a=acc[m]??={c:[0,0,0],crps:0,e:0,n:0}; const s=r.scores[m]; s.covered.forEach((v,k)=>a.c[k]+=v); a.crps+=s.crps; a.e+=s.error;a.n++;}}
 const f=(m:string)=>{const a=acc[m]; return m.slice(0,14)+' '+a.c.map((v:number)=>(v/a.n).toFixed(3)).join('/')+' r'+(a.crps/acc['pooled Poisson'].crps).toFixed(3)+' b'+(a.e/a.n).toFixed(1)};
 console.log(truth.scenario, ((performance.now()-t)/n).toFixed(0)+'ms', ['oracle','integrated','integrated, constant rate'].map(f).join(' | '));
}
