// The list of keyboard shortcuts, over the page.
import { useEffect, useRef } from 'react';
import { Button } from '#ui';
import classes from './palette.module.css';
import { usePaletteWords } from './palette-words.ts';

const isApple = /Mac|iPhone|iPad/.test(globalThis.navigator?.userAgent ?? '');

const groups = [
  {
    name: 'anywhere',
    keys: [
      { word: 'palette', keys: [isApple ? '⌘' : 'Ctrl', 'K'] },
      { word: 'history', keys: ['H'] },
      { word: 'help', keys: ['?'] },
      { word: 'escape', keys: ['Esc'] },
      { word: 'skip', keys: ['Tab', '↵'] },
    ],
  },
  {
    name: 'tables',
    keys: [
      { word: 'slash', keys: ['/'] },
      { word: 'rows', keys: ['↑', '↓'] },
      { word: 'open', keys: ['↵'] },
      { word: 'tick', keys: ['␣'] },
      { word: 'ends', keys: ['Home', 'End'] },
    ],
  },
] as const;

/** Drawn only while it is open. */
export function Shortcuts({ onClose }: { readonly onClose: () => void }) {
  const say = usePaletteWords();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} className={classes.dialog} aria-label={say('shortcuts.title')} onClose={onClose}>
      <div className={classes.sheet}>
        <h2>{say('shortcuts.title')}</h2>
        {groups.map(({ name, keys }) => (
          <section key={name}>
            <h3>{say(`shortcuts.${name}`)}</h3>
            <dl className={classes.keys}>
              {keys.map(({ word, keys: pressed }) => (
                <div key={word} className={classes.pair}>
                  <dt>
                    {pressed.map((key, at) => (
                      <span key={key}>
                        {at > 0 && ' '}
                        <kbd>{key}</kbd>
                      </span>
                    ))}
                  </dt>
                  <dd>{say(`shortcuts.${word}`)}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
        <Button variant="default" onClick={onClose}>
          {say('shortcuts.close')}
        </Button>
      </div>
    </dialog>
  );
}
