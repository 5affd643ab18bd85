// The second factor, set up once before anything opens: the key for an authenticator app, its first code, and backup codes.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { Button, PageLink, SecretField, TextField, TickField, useGo } from '#ui';
import { sessionQuery } from './accounts.ts';
import { beginSecondFactor, confirmSecondFactor, keepPassword, keptPassword, type Ended, type Enrolment } from './door-calls.ts';
import { useDoorWords } from './door-words.ts';
import { DoorForm, Doorstep, Refused } from './Doorstep.tsx';
import classes from './EnrolPage.module.css';
import { QrCode } from './QrCode.tsx';

/** The page outside the shell: password, key, code, backup codes. */
export function EnrolPage() {
  const say = useDoorWords();
  const [enrolment, setEnrolment] = useState<Enrolment>();
  const [confirmed, setConfirmed] = useState(false);
  const title = say(confirmed ? 'backupTitle' : 'enrolTitle');
  const lead = say(confirmed ? 'backupLead' : enrolment ? 'keyLead' : 'enrolLead');
  return (
    <Doorstep title={title} lead={lead}>
      {!enrolment && <PasswordStep onBegun={setEnrolment} />}
      {enrolment && !confirmed && <KeyStep totpURI={enrolment.totpURI} onConfirmed={() => setConfirmed(true)} />}
      {enrolment && confirmed && <BackupStep codes={enrolment.backupCodes} />}
    </Doorstep>
  );
}

function PasswordStep({ onBegun }: { readonly onBegun: (enrolment: Enrolment) => void }) {
  const say = useDoorWords();
  const [kept] = useState(keptPassword);
  const [password, setPassword] = useState(kept ?? '');
  const [tried, setTried] = useState(false);
  const begin = useMutation({
    mutationFn: beginSecondFactor,
    onSuccess: (answer) => {
      if (answer.ok) onBegun(answer.value);
    },
  });
  const ended = begin.data;
  const pending = begin.isPending;
  const submit = async () => {
    setTried(true);
    if (password) await begin.mutateAsync(password);
  };
  const { mutate } = begin;
  useEffect(() => {
    // Typed a moment ago on the sign-in page; it need not be typed again.
    keepPassword(undefined);
    if (kept) mutate(kept);
  }, [kept, mutate]);
  const isSetUp = ended && !ended.ok && ended.code === 'TOTP_ALREADY_ENABLED';
  return (
    <DoorForm onSubmit={submit}>
      <Refused ended={ended} words={isSetUp ? 'alreadySetUp' : 'passwordRefused'} />
      <SecretField
        label={say('password')}
        name="password"
        autoComplete="current-password"
        value={password}
        onChange={setPassword}
        error={tried && !password ? say('needPassword') : undefined}
      />
      <Button type="submit" fullWidth loading={pending}>
        {say('begin')}
      </Button>
      {ended && !ended.ok && (
        <p className={classes.aside}>
          <PageLink to="/sign-in">{say('toSignIn')}</PageLink>
        </p>
      )}
    </DoorForm>
  );
}

function KeyStep({ totpURI, onConfirmed }: { readonly totpURI: string; readonly onConfirmed: () => void }) {
  const say = useDoorWords();
  const [code, setCode] = useState('');
  const [tried, setTried] = useState(false);
  const [pending, setPending] = useState(false);
  const [ended, setEnded] = useState<Ended<unknown>>();
  const given = code.replaceAll(' ', '');
  const complete = /^\d{6}$/.test(given);
  const key = new URL(totpURI).searchParams.get('secret') ?? '';
  const submit = async () => {
    setTried(true);
    if (!complete) return;
    setPending(true);
    const answer = await confirmSecondFactor(given).finally(() => setPending(false));
    setEnded(answer);
    if (answer.ok) onConfirmed();
  };
  return (
    <DoorForm onSubmit={submit}>
      <QrCode text={totpURI} label={say('qrLabel')} />
      <p className={classes.aside}>{say('keyByHand')}</p>
      <p className={classes.key}>
        <code>{key.match(/.{1,4}/g)?.join(' ')}</code>
      </p>
      <p className={classes.aside}>
        <a href={totpURI}>{say('openApp')}</a>
      </p>
      <Refused ended={ended} words="codeRefused" />
      <TextField
        label={say('code')}
        hint={say('codeHint')}
        name="code"
        inputMode="numeric"
        autoComplete="one-time-code"
        value={code}
        onChange={setCode}
        error={tried && !complete ? say('needCode') : undefined}
      />
      <Button type="submit" fullWidth loading={pending}>
        {say('confirm')}
      </Button>
    </DoorForm>
  );
}

function BackupStep({ codes }: { readonly codes: readonly string[] }) {
  const say = useDoorWords();
  const go = useGo();
  const requests = useQueryClient();
  const [kept, setKept] = useState(false);
  const [tried, setTried] = useState(false);
  const enter = async () => {
    setTried(true);
    if (!kept) return;
    requests.clear();
    await requests.fetchQuery(sessionQuery).catch(() => undefined);
    go('/', { replace: true });
  };
  return (
    <DoorForm onSubmit={enter}>
      <ul className={classes.codes} aria-label={say('backupTitle')}>
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <TickField label={say('backupKept')} checked={kept} onChange={setKept} error={tried && !kept ? say('needKept') : undefined} />
      <Button type="submit" fullWidth>
        {say('goOn')}
      </Button>
    </DoorForm>
  );
}
