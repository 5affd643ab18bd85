// A study that arrives on paper: who it is, its arms and epochs; then the editor of its schedule.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { Button, ChoiceField, LongTextField, PageHeader, PageLink, Problem, TextField, useGo } from '#ui';
import { isStudyCode } from '../rules/study-code.ts';
import { firstSchedule, namesOf } from './first-schedule.ts';
import classes from './ImportPage.module.css';
import { studiesClient } from './queries.ts';
import { useStudiesWords } from './words.ts';

const blank = { code: '', name: '', title: '', phase: '', areas: '', sponsor: '', cro: '', epochs: '', arms: '', firstDay: '0' };
type Fields = typeof blank;

const wordsOf = (text: string) =>
  text
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');

/** The page of a new study. */
export function NewStudyPage() {
  const say = useStudiesWords();
  const go = useGo();
  const requests = useQueryClient();
  const [fields, setFields] = useState<Fields>(() => ({ ...blank, epochs: say('new.usualEpochs') }));
  const [tried, setTried] = useState(false);
  const [made, setMade] = useState<{ readonly id: string; readonly code: string }>();
  const set = (key: keyof Fields) => (value: string) => setFields((before) => ({ ...before, [key]: value }));
  const isCode = isStudyCode(fields.code.trim());
  const create = useMutation({
    networkMode: 'always',
    mutationFn: async () => {
      const code = fields.code.trim();
      const name = fields.name.trim() || code;
      const words = { name, title: fields.title.trim() || name, phases: wordsOf(fields.phase), therapeuticAreas: wordsOf(fields.areas) };
      const parties = { sponsor: fields.sponsor.trim() || null, cro: fields.cro.trim() || null };
      const study = made ?? { id: (await studiesClient.createStudy({ body: { code, ...words, ...parties } })).id, code };
      setMade(study);
      const schedule = firstSchedule(say, namesOf(fields.epochs), namesOf(fields.arms), fields.firstDay === '1' ? 1 : 0);
      const draft = await studiesClient.saveSchedule({ params: { studyId: study.id }, body: { schedule: schedule as never } });
      return `/studies/${study.id}/schedules/${draft.number}/edit`;
    },
    onSuccess: async (address) => {
      await requests.invalidateQueries();
      go(address);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (isCode && !create.isPending) create.mutate();
  };
  const line = (key: keyof Fields, hint?: string) => (
    <TextField label={say(`new.${key}`)} value={fields[key]} onChange={set(key)} {...(hint ? { hint } : {})} />
  );
  return (
    <>
      <PageHeader title={say('new.heading')} crumbs={[{ label: say('studies'), to: '/studies' }]} lead={say('new.lead')} />
      <form className={classes.form} onSubmit={submit} noValidate>
        <TextField
          label={say('new.code')}
          hint={say('new.codeHint')}
          value={fields.code}
          onChange={set('code')}
          required
          error={tried && !isCode ? say('new.needCode') : undefined}
        />
        {line('name', say('new.nameHint'))}
        {line('title')}
        {line('phase', say('new.phaseHint'))}
        {line('areas', say('new.areasHint'))}
        {line('sponsor')}
        {line('cro')}
        <LongTextField label={say('new.epochs')} hint={say('new.lineHint')} value={fields.epochs} onChange={set('epochs')} rows={4} />
        <LongTextField label={say('new.arms')} hint={say('new.armsHint')} value={fields.arms} onChange={set('arms')} rows={3} />
        <ChoiceField
          label={say('import.firstDay')}
          hint={say('import.firstDayHint')}
          value={fields.firstDay}
          onChange={set('firstDay')}
          choices={['0', '1'].map((value) => ({ value, label: say(`import.first${value}`) }))}
        />
        {create.error && <Problem error={create.error} />}
        {made && create.error && <PageLink to={`/studies/${made.id}`}>{say('new.made', { code: made.code })}</PageLink>}
        <p className={classes.buttons}>
          <Button type="submit" loading={create.isPending}>
            {say('new.create')}
          </Button>
        </p>
      </form>
    </>
  );
}
