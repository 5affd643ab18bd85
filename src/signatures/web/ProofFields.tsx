// What proves who signs: a password and a code, one of them later in the session, or the words of a demo.
import { SecretField, TextField } from '#ui';
import type { Needs } from './queries.ts';
import classes from './signatures.module.css';
import { useSignatureWords } from './words.ts';

/** What was typed to prove it. */
export interface TypedProof {
  readonly password: string;
  readonly code: string;
  readonly confirmation: string;
}

export const nothingTyped: TypedProof = { password: '', code: '', confirmation: '' };

/** The fields of which nothing was typed though they are asked for; an attempt without them is not sent, since a refused one counts. */
export function missingOf(typed: TypedProof, needs: Needs): readonly ('password' | 'code')[] {
  if (needs === 'demo') return [];
  const asked = needs === 'both' ? (['password', 'code'] as const) : (['password'] as const);
  return asked.filter((field) => typed[field].trim() === '');
}

export interface ProofFieldsProps {
  readonly needs: Needs;
  readonly typed: TypedProof;
  readonly missing: readonly ('password' | 'code')[];
  readonly onChange: (typed: TypedProof) => void;
}

/** The fields with the sentence that says why. */
export function ProofFields({ needs, typed, missing, onChange }: ProofFieldsProps) {
  const say = useSignatureWords();
  const set = (field: keyof TypedProof) => (value: string) => onChange({ ...typed, [field]: value });
  const fault = (field: 'password' | 'code') => (missing.includes(field) ? say(`missing.${field}`) : undefined);
  if (needs === 'demo')
    return (
      <>
        <p className={classes.lead}>{say('demoLead')}</p>
        <TextField label={say('demoField')} value={typed.confirmation} onChange={set('confirmation')} autoFocus />
      </>
    );
  return (
    <>
      <p className={classes.lead}>{say(needs === 'both' ? 'bothNeeded' : 'oneNeeded')}</p>
      <SecretField
        label={say('password')}
        name="password"
        autoComplete="current-password"
        value={typed.password}
        onChange={set('password')}
        error={fault('password')}
      />
      {needs === 'both' && (
        <TextField
          label={say('code')}
          inputMode="numeric"
          autoComplete="one-time-code"
          value={typed.code}
          onChange={set('code')}
          error={fault('code')}
        />
      )}
    </>
  );
}
