// Which version of a contract pays today, in words.
import { formatDate, StatusWord, useLanguage } from '#ui';
import { inForceOn } from './rate-words.ts';
import { useFinanceWords } from './words.ts';

interface VersionShort {
  readonly number: number;
  readonly status: 'draft' | 'live';
  readonly effectiveFrom: string;
}

/** "Version 2 in force", with what comes next. */
export function VersionStatus({
  versions,
  today,
  look = 'tinted',
}: {
  readonly versions: readonly VersionShort[];
  /** The civil day at the contract's site. */
  readonly today: string;
  readonly look?: 'plain' | 'tinted';
}) {
  const say = useFinanceWords();
  const language = useLanguage();
  const rates = versions.map((version) => ({ ...version, overheadBasisPoints: 0, holdback: null }));
  const inForce = inForceOn(rates, today);
  const next = versions.find((version) => version.status === 'live' && version.effectiveFrom > today);
  const draft = versions.find((version) => version.status === 'draft');
  const parts = [
    inForce ? say('inForce', { number: inForce.number }) : null,
    next ? say('inForceFrom', { number: next.number, from: formatDate(next.effectiveFrom, { language }) }) : null,
    draft ? say('draftShort', { number: draft.number }) : null,
  ].filter((part) => part !== null);
  return (
    <StatusWord tone={inForce ? 'good' : 'attention'} look={look}>
      {parts.length > 0 ? parts.join('; ') : say('noVersions')}
    </StatusWord>
  );
}
