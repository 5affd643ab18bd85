// Proving once more who one is, where a write waits for it: by the password, or by a passkey of this device.
import { useState } from 'react';
import { answerProof, Button, DrawerForm, SecretField, StatusWord } from '#ui';
import { useAccountWords } from './account-words.ts';
import { proveByPassword, reasonOf, type Ended } from './door-calls.ts';
import { hasPasskeys, presentPasskey } from './passkey.ts';

/** The drawer; closing it leaves the write undone. */
export function ProofDrawer() {
  const say = useAccountWords();
  const [password, setPassword] = useState('');
  const [pending, setPending] = useState(false);
  const [refused, setRefused] = useState<string>();
  const finish = (answer: Ended<unknown> | 'left') => {
    if (answer === 'left') return;
    if (answer.ok) return answerProof(true);
    setRefused(reasonOf(answer, 'proofRefused'));
  };
  const run = async (work: () => Promise<Ended<unknown> | 'left'>) => {
    setPending(true);
    finish(await work().finally(() => setPending(false)));
  };
  return (
    <DrawerForm
      title={say('proofTitle')}
      opened
      onClose={() => answerProof(false)}
      onSubmit={() => password && void run(() => proveByPassword(password))}
      submitLabel={say('prove')}
      pending={pending}
    >
      <p style={{ margin: '0 0 16px' }}>{say('proofLead')}</p>
      <div role="alert">{refused && <StatusWord tone="blocked">{say(refused)}</StatusWord>}</div>
      <SecretField label={say('password')} name="password" autoComplete="current-password" value={password} onChange={setPassword} />
      {hasPasskeys() && (
        <Button variant="default" style={{ marginBottom: 16 }} onClick={() => void run(presentPasskey)}>
          {say('proveByPasskey')}
        </Button>
      )}
    </DrawerForm>
  );
}
