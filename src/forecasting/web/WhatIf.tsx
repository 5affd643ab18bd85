// What if: sites added, opened or closed, another target, another share of screen failures; the answer is worked out here, from the run's own input.
import { useCallback, useDeferredValue, useMemo, useState } from 'react';
import { Button, formatDate, formatNumber, KeyFacts, NumberField, TickField, useLanguage, type Say } from '#ui';
import { type Choices, type FittedInput, type Outlook, asItIs, fitInput, outlookUnder } from '../rules.ts';
import { FanPicture } from './FanPicture.tsx';
import { percentText } from './forecast-words.ts';
import classes from './forecasting.module.css';
import type { Latest, StudyAnswer } from './queries.ts';
import { useForecastingWords } from './words.ts';
import { WorthAdding } from './WorthAdding.tsx';

interface Typed {
  readonly target: string;
  readonly failure: string;
  readonly ticked: Pick<Choices, 'add' | 'openNow' | 'close'>;
}

const nothing: Typed = { target: '', failure: '', ticked: { add: [], openNow: [], close: [] } };

/** The section: controls, before and after, the fan, and which site to add. */
export function WhatIf({ answer, latest }: { readonly answer: StudyAnswer; readonly latest: Latest }) {
  const say = useForecastingWords();
  const language = useLanguage();
  const [typed, setTyped] = useState(nothing);
  const ready = useMemo(() => fitInput(latest.input, latest.seed), [latest]);
  const { failed, passed } = answer.screening;
  const share = failed + passed > 0 ? failed / (failed + passed) : null;
  const least = latest.forecast.enrolled;
  const faults = faultsOf(typed, least);
  const then = useMemo(() => outlookUnder(ready, choicesOf(typed, share, least)), [ready, typed, share, least]);
  const finish = useMemo(() => then.figures(), [then]);
  // The figures answer at once; the picture follows them.
  const drawn = useDeferredValue(then);
  const fan = useMemo(() => drawn.fan(latest.forecast.fan.map(({ date }) => date)), [drawn, latest]);
  const tick = useCallback(
    (list: keyof Typed['ticked'], id: string, on: boolean) =>
      setTyped((was) => ({
        ...was,
        ticked: { ...was.ticked, [list]: on ? [...was.ticked[list], id] : was.ticked[list].filter((one) => one !== id) },
      })),
    [],
  );
  const add = useCallback((id: string, on: boolean) => tick('add', id, on), [tick]);
  return (
    <>
      <p className={classes.quiet}>{say('whatIf.lead')}</p>
      <div className={classes.controls}>
        <div>
          <NumberField
            label={say('whatIf.target')}
            unit={say('whatIf.participants')}
            value={typed.target}
            hint={latest.forecast.target === null ? '' : `${say('whatIf.before')}: ${latest.forecast.target}`}
            error={faults.target ? say('whatIf.badTarget', { least }) : undefined}
            onChange={(target) => setTyped({ ...typed, target })}
          />
          {share !== null && (
            <NumberField
              label={say('whatIf.failure')}
              unit="%"
              value={typed.failure}
              hint={say('whatIf.failureHint', { share: formatNumber(share * 100, 0, language), failed, all: failed + passed })}
              error={faults.failure ? say('whatIf.badFailure') : undefined}
              onChange={(failure) => setTyped({ ...typed, failure })}
            />
          )}
          <Button variant="default" disabled={typed === nothing} onClick={() => setTyped(nothing)}>
            {say('whatIf.reset')}
          </Button>
        </div>
        <SiteTicks ready={ready} typed={typed} tick={tick} say={say} />
      </div>
      <Difference latest={latest} then={finish} say={say} language={language} />
      <FanPicture
        title={say('fan.title')}
        fan={fan}
        enrolledOn={answer.enrolledOn}
        target={drawn.target}
        plannedTo={latest.forecast.plannedTo}
        before={latest.forecast.fan}
      />
      <WorthAdding ready={ready} candidates={answer.candidates} added={typed.ticked.add} onAdd={add} />
    </>
  );
}

interface SiteTicksProps {
  readonly ready: FittedInput;
  readonly typed: Typed;
  readonly tick: (list: keyof Typed['ticked'], id: string, on: boolean) => void;
  readonly say: Say;
}

function SiteTicks({ ready, typed, tick, say }: SiteTicksProps) {
  const sites = ready.input.sites.filter(({ closesOn }) => closesOn === null);
  const lists = [
    { key: 'close' as const, of: sites.filter(({ openedOn }) => openedOn !== null) },
    { key: 'openNow' as const, of: sites.filter(({ openedOn }) => openedOn === null) },
  ];
  return lists.map(
    ({ key, of }) =>
      of.length > 0 && (
        <fieldset key={key}>
          <legend>{say(key === 'close' ? 'whatIf.close' : 'whatIf.open')}</legend>
          {of.map(({ id, number, name }) => (
            <TickField key={id} label={`${number} ${name}`} checked={typed.ticked[key].includes(id)} onChange={(on) => tick(key, id, on)} />
          ))}
        </fieldset>
      ),
  );
}

interface DifferenceProps {
  readonly latest: Latest;
  readonly then: ReturnType<Outlook['figures']>;
  readonly say: Say;
  readonly language: string;
}

// Each fact as it would be, with how it is underneath.
function Difference({ latest, then, say, language }: DifferenceProps) {
  const before = latest.forecast.finish;
  const day = (date: string | null | undefined) => (date ? formatDate(date, { language }) : say('whatIf.never'));
  const was = (text: string) => `${say('whatIf.before')}: ${text}`;
  const chance = (finish: DifferenceProps['then']) => percentText(finish?.pByPlanned ?? null, language);
  if (!then) return <p>{say('sentence.openEnded', { enrolled: latest.forecast.enrolled })}</p>;
  return (
    <div aria-live="polite">
      <KeyFacts
        size="large"
        facts={[
          { term: say('whatIf.chance'), value: chance(then), note: was(chance(before)) },
          { term: say('whatIf.finish'), value: day(then.q50), note: was(day(before?.q50)) },
          { term: say('whatIf.latest'), value: day(then.q90), note: was(day(before?.q90)) },
        ]}
      />
    </div>
  );
}

function faultsOf({ target, failure }: Typed, least: number): { readonly target: boolean; readonly failure: boolean } {
  const wanted = Number(target);
  const share = Number(failure.replace(',', '.'));
  return {
    target: target.trim() !== '' && !(/^\d{1,6}$/.test(target.trim()) && wanted >= least && wanted <= 100_000),
    failure: failure.trim() !== '' && !(share >= 0 && share <= 95),
  };
}

// What cannot be read changes nothing.
function choicesOf(typed: Typed, share: number | null, least: number): Choices {
  const faults = faultsOf(typed, least);
  const failure = typed.failure.trim() === '' || faults.failure ? null : Number(typed.failure.replace(',', '.')) / 100;
  return {
    ...asItIs,
    ...typed.ticked,
    target: typed.target.trim() === '' || faults.target ? null : Number(typed.target),
    screenFailure: failure === null || share === null || share >= 1 ? null : { from: share, to: failure },
  };
}
