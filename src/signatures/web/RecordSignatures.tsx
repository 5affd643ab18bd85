// The signatures of a record: who, as what, when, and whether each covers it as it is now; and what was returned instead.
import { useQuery } from '@tanstack/react-query';
import { Problem, StatusWord, useMay, type Say, type Tone } from '#ui';
import { signaturesApi, type Signature, type SignedRecord } from './queries.ts';
import classes from './signatures.module.css';
import { named } from './SignedContent.tsx';
import { useSignatureWords } from './words.ts';

const tones: Readonly<Record<SignedRecord['standing'], Tone>> = {
  signed: 'good',
  'changed-since': 'attention',
  returned: 'attention',
  waiting: 'neutral',
};

/** The panel beneath a record. */
export function RecordSignatures({ kind, recordId }: { readonly kind: string; readonly recordId: string }) {
  const say = useSignatureWords();
  const may = useMay('signatures.view');
  const record = useQuery({ ...signaturesApi.record.queryOptions({ input: { params: { recordId }, query: { kind } } }), enabled: may });
  if (!may) return null;
  if (record.error) return <Problem error={record.error} onRetry={() => void record.refetch()} />;
  if (!record.data) return null;
  const { standing, notReady } = record.data;
  if (notReady !== null && record.data.signatures.length === 0) return null;
  return (
    <section className={classes.panel} aria-label={say('heading')}>
      <h2 className={classes.heading}>
        {say('heading')} <StatusWord tone={tones[standing]}>{named(say, 'standing', standing)}</StatusWord>
      </h2>
      <Returned record={record.data} say={say} />
      {record.data.signatures.length === 0 && <p className={classes.quiet}>{say('none')}</p>}
      <ul className={classes.rows}>
        {record.data.signatures.map((signature) => (
          <SignatureLine key={signature.id} signature={signature} say={say} />
        ))}
      </ul>
    </section>
  );
}

/** What the investigator wrote instead of signing. */
export function Returned({ record, say }: { readonly record: SignedRecord; readonly say: Say }) {
  if (!record.returned) return null;
  return (
    <p className={classes.lead}>
      <StatusWord tone="attention">
        {say('returnedBy', { name: record.returned.returnedByName, reason: record.returned.reason })}
      </StatusWord>
    </p>
  );
}

function SignatureLine({ signature, say }: { readonly signature: Signature; readonly say: Say }) {
  const at = /^([\d-]+)T(\d{2}:\d{2}:\d{2}).*?([+-]\d{2}:\d{2})\[(.+)\]$/.exec(signature.signedAtSite);
  return (
    <li>
      <strong>{say('by', { name: signature.signerName, meaning: named(say, 'meaning', signature.meaning) })}</strong>{' '}
      <time dateTime={signature.signedAt}>
        {at && at[4] !== 'UTC' && `${at[1]} ${at[2]} ${at[3]} (${at[4]}), `}
        {signature.signedAt.slice(0, 19).replace('T', ' ')} UTC
      </time>
      , {named(say, 'method', signature.method)} {signature.demo && <StatusWord tone="attention">{say('demo')}</StatusWord>}{' '}
      {signature.covers ? (
        <StatusWord tone="good" look="plain">
          {say('covers')}
        </StatusWord>
      ) : (
        <StatusWord tone="attention" look="plain">
          {say('changedSince', { version: signature.recordVersion })}
        </StatusWord>
      )}
      <span className={classes.digest}>
        {say('digest')}: <code>{signature.contentSha256}</code>
      </span>
    </li>
  );
}
