// How long a whole report of the market takes, in both languages as PDF and workbook, and how long it keeps others waiting meanwhile.
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { drawnReport } from '#market';
import { shippedQuestion } from '#market/rules';
import { sampleReportQuestion } from '../src/market/sample.ts';

/** Prints seconds, pages of five regions and nineteen countries, sizes, and the longest wait of the event loop. */
export async function benchMarketReport(say: (text: string) => void): Promise<void> {
  const question = sampleReportQuestion({ ...shippedQuestion, refits: 200 }, 'bench');
  for (const round of [1, 2, 3]) {
    const delay = monitorEventLoopDelay({ resolution: 5 });
    delay.enable();
    const from = performance.now();
    const { files, content } = await drawnReport({ question, madeAtMs: 0 });
    const took = performance.now() - from;
    delay.disable();
    const places = content.en.chapters.filter(({ id }) => /^(region|country)-/.test(id)).length;
    const sizes = files.map(({ language, format, sizeBytes }) => `${language} ${format} ${Math.round(sizeBytes / 1024)} kB`);
    say(
      `market report, round ${round}: ${(took / 1000).toFixed(1)} s for ${places} places in two languages; longest wait ${(delay.max / 1e6).toFixed(0)} ms, ` +
        `99 % under ${(delay.percentile(99) / 1e6).toFixed(0)} ms; ${sizes.join(', ')}`,
    );
  }
}
