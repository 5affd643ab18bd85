// What happens to accounts, in English.
export const eventWords = {
  'signed-in': 'Signed in',
  'signed-in-by-passkey': 'Signed in with a passkey',
  'signed-in-by-backup-code': 'Signed in with a backup code',
  locked: 'Locked after too many attempts',
  unlocked: 'Unlocked by an administrator',
  'password-changed': 'Password changed',
  'password-reset': 'Password replaced by a letter',
  'second-factor-set-up': 'Second factor set up',
  'second-factor-reset': 'Second factor forgotten by an administrator',
  'backup-codes-renewed': 'New backup codes',
  'passkey-added': 'Passkey added',
  'passkey-removed': 'Passkey removed',
  'key-created': 'Key for a program made',
  'key-revoked': 'Key for a program taken back',
  'sessions-ended': 'Signed out elsewhere',
  'signing-refused': 'Signing refused: wrong password or code',
};
