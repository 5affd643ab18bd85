// Signing in with a passkey of this device, in place of password and code.
import { useState } from 'react';
import { Button } from '#ui';
import type { Ended } from './door-calls.ts';
import { useDoorWords } from './door-words.ts';
import { Refused } from './Doorstep.tsx';
import { hasPasskeys, presentPasskey } from './passkey.ts';

/** Nothing where the window cannot use passkeys. */
export function PasskeyButton({ onEnter }: { readonly onEnter: () => Promise<void> }) {
  const say = useDoorWords();
  const [ended, setEnded] = useState<Ended<unknown>>();
  const [pending, setPending] = useState(false);
  if (!hasPasskeys()) return null;
  const enter = async () => {
    setPending(true);
    const answer = await presentPasskey().finally(() => setPending(false));
    if (answer === 'left') return setEnded(undefined);
    setEnded(answer);
    if (answer.ok) await onEnter();
  };
  return (
    <>
      <Button variant="default" fullWidth loading={pending} style={{ marginTop: 8 }} onClick={() => void enter()}>
        {say('withPasskey')}
      </Button>
      <Refused ended={ended} words="passkeyRefused" />
    </>
  );
}
