// What happens to accounts, in Spanish.
export const words = {
  'signed-in': 'Entró',
  'signed-in-by-passkey': 'Entró con una llave de acceso',
  'signed-in-by-backup-code': 'Entró con un código de reserva',
  locked: 'Bloqueada tras demasiados intentos',
  unlocked: 'Desbloqueada por un administrador',
  'password-changed': 'Contraseña cambiada',
  'password-reset': 'Contraseña sustituida por una carta',
  'second-factor-set-up': 'Segundo factor preparado',
  'second-factor-reset': 'Segundo factor olvidado por un administrador',
  'backup-codes-renewed': 'Códigos de reserva nuevos',
  'passkey-added': 'Llave de acceso añadida',
  'passkey-removed': 'Llave de acceso quitada',
  'key-created': 'Clave de programa creada',
  'key-revoked': 'Clave de programa retirada',
  'sessions-ended': 'Salió de otros lugares',
  'signing-refused': 'Firma rechazada: contraseña o código incorrecto',
};
