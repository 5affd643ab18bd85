// The logo on our invoices: the one that stands there, another one chosen and seen before it is saved, or none.
import { useState } from 'react';
import { Button, FileField } from '#ui';
import { useInvoiceWords } from './invoice-words.ts';
import { logoFault, logoTypes } from './logo-fault.ts';
import classes from './money.module.css';

/** What becomes of the logo: stays as it is, goes, or gives way to a file, shown as a `data:` address. */
export type LogoChoice = 'kept' | 'none' | { readonly file: File; readonly picture: string };

export interface LogoFieldProps {
  /** The logo that stands there; null: none. */
  readonly keptFileId: string | null;
  readonly choice: LogoChoice;
  readonly onChoose: (choice: LogoChoice) => void;
}

/** The field; a file that cannot be a logo is refused in words and never chosen. */
export function LogoField({ keptFileId, choice, onChoose }: LogoFieldProps) {
  const say = useInvoiceWords();
  const [fault, setFault] = useState<string>();
  const kept = keptFileId === null ? undefined : `/api/files/${keptFileId}/content`;
  const picture = typeof choice === 'object' ? choice.picture : choice === 'kept' ? kept : undefined;
  const take = async (file: File | undefined) => {
    const wrong = file && logoFault(file);
    setFault(wrong && say(wrong));
    onChoose(file && !wrong ? { file, picture: await addressOf(file) } : 'kept');
  };
  return (
    <>
      <FileField
        label={say('logo')}
        hint={say('logoHint')}
        accept={logoTypes.join(',')}
        fault={fault}
        onChoose={(files) => void take(files[0])}
      />
      {picture && (
        <div className={classes.logo}>
          <img src={picture} alt={say(choice === 'kept' ? 'logoKept' : 'logoChosen')} />
          <Button variant="subtle" size="xs" onClick={() => onChoose('none')}>
            {say('removeLogo')}
          </Button>
        </div>
      )}
      {choice === 'none' && keptFileId !== null && (
        <p className={classes.more} role="status">
          {say('logoGoes')}
          <Button variant="subtle" size="xs" onClick={() => onChoose('kept')}>
            {say('keepLogo')}
          </Button>
        </p>
      )}
    </>
  );
}

// The pages allow pictures of their own making as `data:` addresses only.
async function addressOf(file: File): Promise<string> {
  const text = Array.from(new Uint8Array(await file.arrayBuffer()), (byte) => String.fromCharCode(byte)).join('');
  return `data:${file.type};base64,${btoa(text)}`;
}
