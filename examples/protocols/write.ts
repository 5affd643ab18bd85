// Writes the example protocols as USDM files beside their sources: `npx tsx examples/protocols/write.ts`.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { usdmText } from '#studies';
import { protocols } from './index.ts';

for (const [name, protocol] of Object.entries(protocols)) {
  writeFileSync(join(import.meta.dirname, `${name}.usdm.json`), usdmText(protocol));
}
