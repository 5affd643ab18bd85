// Exactly what a signature binds: facts, rows, the statement in the words that are signed, and the digest of it all.
import { formatDate, formatInstant, KeyFacts, useLanguage, type Say } from '#ui';
import type { SignedRecord } from './queries.ts';
import classes from './signatures.module.css';
import { useSignatureWords } from './words.ts';

/** The content of a record. */
export function SignedContent({ record }: { readonly record: SignedRecord }) {
  const say = useSignatureWords();
  const language = useLanguage();
  const { content } = record;
  const facts = content.facts.flatMap(({ name, value }) =>
    value === null ? [] : [{ term: named(say, 'fact', name), value: <Value value={value} language={language} say={say} /> }],
  );
  const translated = named(say, 'statement', content.statement.key);
  return (
    <div className={classes.content}>
      <h2 className={classes.small}>{say('whatIsSigned')}</h2>
      <KeyFacts
        facts={[...facts, { term: say('version', { version: content.record.version }), value: named(say, 'meaning', content.meaning) }]}
      />
      {content.rows.length > 0 && (
        <>
          <h2 className={classes.small}>{named(say, 'rows', content.record.kind)}</h2>
          <ul className={classes.rows}>
            {content.rows.map((row) => (
              <li key={row.name}>
                {row.name}: <strong>{named(say, 'value', row.value)}</strong>
                {row.note && <span className={classes.quiet}> ({row.note})</span>}
              </li>
            ))}
          </ul>
        </>
      )}
      <blockquote className={classes.statement}>
        {translated !== content.statement.text && translated !== content.statement.key && (
          <>
            <p>{translated}</p>
            <p className={classes.quiet}>{say('wording')}</p>
          </>
        )}
        <p lang="en">{content.statement.text}</p>
      </blockquote>
      <p className={classes.digest}>
        {say('digest')}: <code>{record.contentSha256}</code>
      </p>
    </div>
  );
}

/** The words for a name out of a closed list, or the name itself. */
export function named(say: Say, list: string, name: string): string {
  // A dot would lead the words one level down.
  const key = `${list}.${name.replaceAll('.', '-')}`;
  const words = say(key);
  return words === key ? name : words;
}

function Value({ value, language, say }: { readonly value: string; readonly language: string; readonly say: Say }) {
  if (/^[0-9a-f]{64}$/.test(value)) return <code className={classes.hash}>{value}</code>;
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return formatDate(value, { language });
  if (/^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(value)) return formatInstant(value, 'UTC', { language });
  return named(say, 'value', value);
}
