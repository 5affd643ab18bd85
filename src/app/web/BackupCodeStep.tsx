// The second step of signing in without the authenticator app.
import { useState } from 'react';
import { Button, TextField } from '#ui';
import { signInWithBackupCode, type Ended } from './door-calls.ts';
import { useDoorWords } from './door-words.ts';
import { DoorForm, Refused } from './Doorstep.tsx';

/** One backup code; each works once. */
export function BackupCodeStep({ onEnter, onGone }: { readonly onEnter: () => Promise<void>; readonly onGone: () => void }) {
  const say = useDoorWords();
  const [code, setCode] = useState('');
  const [tried, setTried] = useState(false);
  const [pending, setPending] = useState(false);
  const [ended, setEnded] = useState<Ended<unknown>>();
  const submit = async () => {
    setTried(true);
    if (!code.trim()) return;
    setPending(true);
    const answer = await signInWithBackupCode(code.trim()).finally(() => setPending(false));
    setEnded(answer);
    if (answer.ok) return onEnter();
    if (answer.why === 'refused' && ['INVALID_TWO_FACTOR_COOKIE', 'TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE'].includes(answer.code ?? ''))
      onGone();
  };
  return (
    <DoorForm onSubmit={submit}>
      <Refused ended={ended} words="backupRefused" />
      <TextField
        label={say('backupCode')}
        hint={say('backupCodeHint')}
        name="backup-code"
        autoFocus
        value={code}
        onChange={setCode}
        error={tried && !code.trim() ? say('needBackupCode') : undefined}
      />
      <Button type="submit" fullWidth loading={pending}>
        {say('checkCode')}
      </Button>
    </DoorForm>
  );
}
