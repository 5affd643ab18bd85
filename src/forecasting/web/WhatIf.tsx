// What if: sites added, opened or closed, another target, another share of screen failures; the answer is worked out here, from the run's own input.
import { useCallback, useDeferredValue, useMemo, useState } from 'react';
import { Button, formatDate, formatNumber, KeyFacts, NumberField, useLanguage, type Say } from '#ui';
import { type HistoryElsewhere, type Outlook, dateOfDay, dayNumber, fitInput, historyOf, outlookUnder } from '../rules.ts';
import { Assumptions } from './Assumptions.tsx';
import { FanPicture } from './FanPicture.tsx';
import { percentText } from './forecast-words.ts';
import classes from './forecasting.module.css';
import type { Latest, StudyAnswer } from './queries.ts';
import { type Model, nextRow, SitesToAdd } from './SitesToAdd.tsx';
import { SiteTicks } from './SiteTicks.tsx';
import { choicesOf, faultsOf, nothing } from './what-if-choices.ts';
import { useForecastingWords } from './words.ts';
import { WorthAdding } from './WorthAdding.tsx';

/** The section: controls, before and after, the fan, what is assumed, and which site to add. */
export function WhatIf({ answer, latest }: { readonly answer: StudyAnswer; readonly latest: Latest }) {
  const say = useForecastingWords();
  const language = useLanguage();
  const [typed, setTyped] = useState(nothing);
  const ready = useMemo(() => fitInput(latest.input, latest.seed), [latest]);
  const models = useMemo(() => modelsOf(answer, latest), [answer, latest]);
  const { failed, passed } = latest.input.screening;
  const share = failed + passed > 0 ? failed / (failed + passed) : null;
  const least = latest.forecast.enrolled;
  const tomorrow = dateOfDay(dayNumber(latest.forecast.asOf) + 1);
  const faults = faultsOf(typed, least);
  // As it is, the run has answered already.
  const then = useMemo(() => {
    if (typed === nothing) return null;
    const histories = new Map(models.map(({ key, history }) => [key, history]));
    return outlookUnder(ready, choicesOf(typed, { least, tomorrow, share, histories }));
  }, [ready, models, typed, share, least, tomorrow]);
  const finish = useMemo(() => (then ? then.figures() : latest.forecast.finish), [then, latest]);
  // The figures answer at once; the picture follows them.
  const drawn = useDeferredValue(then);
  const fan = useMemo(() => drawn?.fan(latest.forecast.fan.map(({ date }) => date)) ?? latest.forecast.fan, [drawn, latest]);
  const rates = useMemo(() => drawn?.added() ?? [], [drawn]);
  const rest = useDeferredValue(ready, null);
  const add = useCallback(
    (siteId: string, on: boolean) =>
      setTyped((was) => {
        const others = was.add.filter((one) => one.siteId !== siteId);
        return { ...was, add: on ? [...others, { id: nextRow(others), siteId, opensOn: '', like: siteId }] : others };
      }),
    [],
  );
  const added = useMemo(() => typed.add.flatMap(({ siteId }) => siteId ?? []), [typed.add]);
  const badDay = say('whatIf.badDay', { date: formatDate(tomorrow, { language }) });
  const shared = { typed, tomorrow, onChange: setTyped, say, badDay };
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
        <SiteTicks ready={ready} {...shared} />
      </div>
      <SitesToAdd models={models} rates={rates} {...shared} />
      <Difference latest={latest} then={finish} say={say} language={language} />
      <FanPicture
        title={say('fan.title')}
        fan={fan}
        enrolledOn={answer.enrolledOn}
        target={drawn ? drawn.target : latest.forecast.target}
        plannedTo={latest.forecast.plannedTo}
        before={latest.forecast.fan}
      />
      {rest && <Assumptions ready={rest} />}
      {rest && <WorthAdding ready={rest} candidates={answer.candidates} added={added} onAdd={add} />}
    </>
  );
}

// Whose rate a site may have: the network's other sites that have run studies, and the open ones of this study.
function modelsOf({ candidates, sites }: StudyAnswer, { forecast: { rates } }: Latest): readonly (Model & { history: HistoryElsewhere })[] {
  return [
    ...candidates.map(({ siteId, name, history }) => ({ key: siteId, name, history, isFree: true })),
    ...sites
      .filter(({ outlook }) => outlook.isOpen)
      .map(({ studySiteId, number, name, outlook }) => ({
        key: studySiteId,
        name: `${number} ${name}`,
        history: historyOf([{ outlook, rates }]),
        isFree: false,
      })),
  ];
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
