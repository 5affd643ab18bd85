// The signed-in person's panel: appearance, language, signing out. A plain disclosure, so that the first load stays small.
import { useMantineColorScheme } from '@mantine/core';
import { useId } from 'react';
import classes from './AccountMenu.module.css';
import { useDisclosure } from './disclosure.ts';
import { Icon } from './Icon.tsx';
import { setLanguage, useLanguage } from './words.ts';

export interface AccountMenuProps {
  readonly name: string;
  readonly words: {
    readonly account: string;
    readonly myAccount: string;
    readonly appearance: string;
    readonly light: string;
    readonly dark: string;
    readonly system: string;
    readonly language: string;
    readonly signOut: string;
  };
  readonly languages: readonly { readonly code: string; readonly name: string }[];
  readonly onAccount: () => void;
  readonly onSignOut: () => void;
}

/** Opens upwards from the foot of the navigation; Escape and leaving it close it. */
export function AccountMenu({ name, words, languages, onAccount, onSignOut }: AccountMenuProps) {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const language = useLanguage();
  const panelId = useId();
  const { opened, toggle, close, place, button } = useDisclosure();
  const schemes = [
    { code: 'auto', name: words.system },
    { code: 'light', name: words.light },
    { code: 'dark', name: words.dark },
  ] as const;
  return (
    <div ref={place} className={classes.place}>
      {opened && (
        <div id={panelId} className={classes.panel}>
          <Choices title={words.appearance} choices={schemes} chosen={colorScheme} onChoose={setColorScheme} />
          <Choices title={words.language} choices={languages} chosen={language} onChoose={(code) => void setLanguage(code)} marksLanguage />
          <button
            type="button"
            className={classes.item}
            onClick={() => {
              close();
              onAccount();
            }}
          >
            <span className={classes.tick} />
            {words.myAccount}
          </button>
          <button type="button" className={classes.item} onClick={onSignOut}>
            <span className={classes.tick} />
            {words.signOut}
          </button>
        </div>
      )}
      <button
        ref={button}
        type="button"
        className={classes.button}
        aria-label={`${words.account}: ${name}`}
        aria-expanded={opened}
        aria-controls={opened ? panelId : undefined}
        onClick={toggle}
      >
        <Icon name="person" />
        <span className={classes.name}>{name}</span>
      </button>
    </div>
  );
}

interface ChoicesProps<C extends string> {
  readonly title: string;
  readonly choices: readonly { readonly code: C; readonly name: string }[];
  readonly chosen: string;
  readonly onChoose: (code: C) => void;
  readonly marksLanguage?: boolean;
}

function Choices<C extends string>({ title, choices, chosen, onChoose, marksLanguage = false }: ChoicesProps<C>) {
  return (
    <fieldset className={classes.group}>
      <legend className={classes.title}>{title}</legend>
      {choices.map(({ code, name }) => (
        <button
          key={code}
          type="button"
          className={classes.item}
          lang={marksLanguage ? code : undefined}
          aria-pressed={chosen === code}
          onClick={() => onChoose(code)}
        >
          <span className={classes.tick}>{chosen === code && <Icon name="check" size={14} />}</span>
          {name}
        </button>
      ))}
    </fieldset>
  );
}
