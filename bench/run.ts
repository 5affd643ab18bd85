// Runs the benchmarks one after the other and prints ratios side by side; writes nothing outside a temporary home. `npm run bench [name ...]`.
import { cpus } from 'node:os';
import { benchCalibration } from './calibration.ts';
import { benchCompletion } from './completion.ts';
import { benchDemo } from './demo.ts';
import { benchEnrolment } from './enrolment.ts';
import { benchForecast } from './forecast.ts';
import { type Ground, openGround } from './ground.ts';
import { benchImport } from './import.ts';
import { benchIndicators } from './indicators.ts';
import { benchList } from './list.ts';
import { benchMarket } from './market.ts';
import { benchMarketReport } from './market-report.ts';
import { benchPages } from './pages.ts';
import { benchRegistry } from './registry.ts';
import { benchRestart } from './restart.ts';
import { benchScreening } from './screening.ts';
import { benchSpecial } from './special.ts';

type Say = (text: string) => void;

const onGround: Readonly<Record<string, (ground: Ground, say: Say) => Promise<void>>> = {
  completion: (ground, say) => benchCompletion(ground, say),
  list: benchList,
  import: benchImport,
};
const alone: Readonly<Record<string, (say: Say) => Promise<void>>> = {
  special: benchSpecial,
  calibration: benchCalibration,
  enrolment: benchEnrolment,
  forecast: benchForecast,
  demo: benchDemo,
  'market-report': benchMarketReport,
  pages: benchPages,
  registry: benchRegistry,
  restart: benchRestart,
  screening: benchScreening,
  indicators: benchIndicators,
  market: benchMarket,
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in onGround) && !(name in alone));
if (unknown.length > 0) {
  console.error(`There is no benchmark ${unknown.join(', ')}; there are ${[...Object.keys(onGround), ...Object.keys(alone)].join(', ')}`);
  process.exit(2);
}
const wanted = (name: string) => asked.length === 0 || asked.includes(name);
const say: Say = (text) => console.info(text);

say(`Node ${process.versions.node}, ${cpus().length} cores; load generator, program and database share them: read the ratios`);
if (Object.keys(onGround).some(wanted)) {
  const ground = await openGround();
  try {
    for (const [name, bench] of Object.entries(onGround)) if (wanted(name)) await bench(ground, say);
  } finally {
    await ground.close();
  }
}
for (const [name, bench] of Object.entries(alone)) if (wanted(name)) await bench(say);
