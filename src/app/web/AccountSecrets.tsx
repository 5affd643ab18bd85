// Another password, and new backup codes: both by the present password.
import { useState } from 'react';
import { DrawerForm, notify, SecretField, StatusWord, TickField } from '#ui';
import { useAccountRefresh } from './account-queries.ts';
import { useAccountWords } from './account-words.ts';
import classes from './AccountPage.module.css';
import { changePassword, reasonOf, renewBackupCodes, type Ended } from './door-calls.ts';
import { passwordFault } from './Doorstep.tsx';

interface SecretsProps {
  readonly onClose: () => void;
}

/** The drawer of another password. */
export function PasswordDrawer({ onClose }: SecretsProps) {
  const say = useAccountWords();
  const refresh = useAccountRefresh();
  const [typed, setTyped] = useState({ present: '', password: '', again: '' });
  const [tried, setTried] = useState(false);
  const [pending, setPending] = useState(false);
  const [ended, setEnded] = useState<Ended<unknown>>();
  const fault = tried ? passwordFault(typed.password, typed.again) : undefined;
  const set = (key: keyof typeof typed) => (value: string) => setTyped({ ...typed, [key]: value });
  const submit = async () => {
    setTried(true);
    if (!typed.present || passwordFault(typed.password, typed.again)) return;
    setPending(true);
    const answer = await changePassword({ currentPassword: typed.present, newPassword: typed.password }).finally(() => setPending(false));
    setEnded(answer);
    if (!answer.ok) return;
    notify({ tone: 'good', text: say('passwordChanged') });
    onClose();
    await refresh();
  };
  const refused = reasonOf(ended, 'passwordRefused');
  return (
    <DrawerForm title={say('changePassword')} opened onClose={onClose} onSubmit={() => void submit()} pending={pending}>
      <div role="alert">{refused && <StatusWord tone="blocked">{say(refused)}</StatusWord>}</div>
      <SecretField
        label={say('present')}
        name="password"
        autoComplete="current-password"
        value={typed.present}
        onChange={set('present')}
        error={tried && !typed.present ? say('passwordRefused') : undefined}
      />
      <SecretField
        label={say('newPassword')}
        hint={say('passwordHint')}
        name="new-password"
        autoComplete="new-password"
        value={typed.password}
        onChange={set('password')}
        error={fault?.field === 'password' ? say(fault.words) : undefined}
      />
      <SecretField
        label={say('newPasswordAgain')}
        name="new-password-again"
        autoComplete="new-password"
        value={typed.again}
        onChange={set('again')}
        error={fault?.field === 'again' ? say(fault.words) : undefined}
      />
    </DrawerForm>
  );
}

/** The drawer of new backup codes, which are shown once. */
export function BackupCodesDrawer({ onClose }: SecretsProps) {
  const say = useAccountWords();
  const refresh = useAccountRefresh();
  const [password, setPassword] = useState('');
  const [kept, setKept] = useState(false);
  const [pending, setPending] = useState(false);
  const [ended, setEnded] = useState<Ended<{ readonly backupCodes: readonly string[] }>>();
  const submit = async () => {
    if (ended?.ok) return kept ? onClose() : undefined;
    setPending(true);
    setEnded(await renewBackupCodes(password).finally(() => setPending(false)));
    await refresh();
  };
  const refused = reasonOf(ended, 'passwordRefused');
  return (
    <DrawerForm
      title={say('renewCodes')}
      opened
      onClose={onClose}
      onSubmit={() => void submit()}
      submitLabel={say(ended?.ok ? 'codesKept' : 'renew')}
      pending={pending}
    >
      <p style={{ margin: '0 0 16px' }}>{say('renewLead')}</p>
      <div role="alert">{refused && <StatusWord tone="blocked">{say(refused)}</StatusWord>}</div>
      {ended?.ok ? (
        <>
          <ul className={classes.codes} aria-label={say('renewCodes')}>
            {ended.value.backupCodes.map((code) => (
              <li key={code}>
                <code>{code}</code>
              </li>
            ))}
          </ul>
          <TickField label={say('codesKept')} checked={kept} onChange={setKept} />
        </>
      ) : (
        <SecretField label={say('password')} name="password" autoComplete="current-password" value={password} onChange={setPassword} />
      )}
    </DrawerForm>
  );
}
