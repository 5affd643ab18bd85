// Finding a participant by who they are: what the caller says about themselves, and what they call about.
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { ChoiceField, DrawerForm, PageLink, refusalInWords, TextField, useLanguage, type Say } from '#ui';
import { subjectsApi, type SubjectLine } from './queries.ts';
import { SubjectStatus } from './SubjectStatus.tsx';
import { useSubjectsWords } from './words.ts';

export interface FindDrawerProps {
  readonly studySiteId: string;
  readonly opened: boolean;
  readonly onClose: () => void;
}

const parts = ['name', 'birth-date', 'phone'] as const;
type Part = (typeof parts)[number];
const kinds = { name: 'text', 'birth-date': 'date', phone: 'tel' } as const;

/** The drawer; what was found is shown by number, and nothing typed is kept when it closes. */
export function FindDrawer({ studySiteId, opened, onClose }: FindDrawerProps) {
  const say = useSubjectsWords();
  const language = useLanguage();
  const [by, setBy] = useState<Part>('name');
  const [value, setValue] = useState('');
  const [purpose, setPurpose] = useState('');
  const [tried, setTried] = useState(false);
  const search = useMutation(subjectsApi.find.mutationOptions({ networkMode: 'always' }));
  const change = (set: () => void) => {
    set();
    search.reset();
  };
  const close = () => {
    setValue('');
    setPurpose('');
    setTried(false);
    search.reset();
    onClose();
  };
  const needValue = value.trim() === '';
  const needPurpose = purpose.trim().length < 3;
  const submit = () => {
    setTried(true);
    if (!needValue && !needPurpose) search.mutate({ params: { studySiteId }, body: { by, value, purpose } });
  };
  return (
    <DrawerForm
      title={say('find.title')}
      opened={opened}
      onClose={close}
      onSubmit={submit}
      submitLabel={say('find.submit')}
      pending={search.isPending}
      error={refusalInWords(search.error, say, language)}
    >
      <ChoiceField
        label={say('find.by')}
        value={by}
        onChange={(next) => change(() => (setBy(next as Part), setValue('')))}
        choices={parts.map((part) => ({ value: part, label: say(`find.part.${part}`) }))}
      />
      <TextField
        key={by}
        label={say(`find.part.${by}`)}
        kind={kinds[by]}
        value={value}
        onChange={(next) => change(() => setValue(next))}
        hint={say(`find.hint.${by}`)}
        required
        autoFocus
        error={tried && needValue ? say('find.needValue') : undefined}
      />
      <TextField
        label={say('find.purpose')}
        value={purpose}
        onChange={(next) => change(() => setPurpose(next))}
        hint={say('find.purposeHint')}
        required
        error={tried && needPurpose ? say('find.needPurpose') : undefined}
      />
      <div role="status" style={{ marginBottom: 16 }}>
        {search.data && <Found subjects={search.data.subjects} say={say} />}
      </div>
    </DrawerForm>
  );
}

function Found({ subjects, say }: { readonly subjects: readonly SubjectLine[]; readonly say: Say }) {
  if (subjects.length === 0) return <p>{say('find.none')}</p>;
  return (
    <>
      <p>{say('find.found', { count: subjects.length })}</p>
      <ul style={{ paddingLeft: 16 }}>
        {subjects.map((subject) => (
          <li key={subject.id}>
            <PageLink to={`/subjects/${subject.id}`}>{subject.number}</PageLink> <SubjectStatus status={subject.status} look="plain" />
          </li>
        ))}
      </ul>
    </>
  );
}
