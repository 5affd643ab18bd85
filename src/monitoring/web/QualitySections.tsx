// The sections of quality, each with its address.
import { SectionTabs, useMay } from '#ui';
import { useIndicatorWords } from './indicator-words.ts';

export type QualitySection = 'deviations' | 'indicators' | 'signals' | 'proof';

const addresses: Readonly<Record<QualitySection, string>> = {
  deviations: '/quality',
  indicators: '/quality/indicators',
  signals: '/quality/signals',
  proof: '/quality/proof',
};
const order: readonly QualitySection[] = ['deviations', 'indicators', 'signals', 'proof'];

/** The tabs; nothing for readers who see deviations only. */
export function QualitySections({ active }: { readonly active: QualitySection }) {
  const say = useIndicatorWords();
  if (!useMay('monitoring.view-indicators')) return null;
  return (
    <SectionTabs
      label={say('sections')}
      sections={order.map((section) => ({ label: say(`section.${section}`), to: addresses[section], active: section === active }))}
    />
  );
}
