// Booking a visit for a day, or taking the booking back; a day outside the window is said before it is saved.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import {
  Button,
  ConfirmPreview,
  DrawerForm,
  formatDate,
  formatDateRange,
  notify,
  currentOf,
  StatusWord,
  TextField,
  useLanguage,
  refusalInWords,
} from '#ui';
import { typedOutBy } from './completion-form.ts';
import { visitsApi, type VisitDetail } from './queries.ts';
import { visitName } from './standing.ts';
import { useVisitsWords } from './words.ts';

/** The drawer. */
export function BookingDrawer({
  visit,
  opened,
  onClose,
}: {
  readonly visit: VisitDetail;
  readonly opened: boolean;
  readonly onClose: () => void;
}) {
  const say = useVisitsWords();
  const language = useLanguage();
  const requests = useQueryClient();
  const [typed, setTyped] = useState<string>();
  const [tried, setTried] = useState(false);
  const name = visitName(visit, say);
  const bookedFor = typed ?? visit.bookedFor ?? (visit.target !== null && visit.target >= visit.today ? visit.target : '');
  const book = useMutation(
    visitsApi.book.mutationOptions({
      networkMode: 'always',
      onSuccess: (booked) => {
        notify({
          tone: 'good',
          text: booked.bookedFor
            ? say('booking.done', { name, date: formatDate(booked.bookedFor, { language }) })
            : say('booking.taken', { name }),
        });
        leave();
        return requests.invalidateQueries();
      },
    }),
  );
  const leave = () => {
    setTyped(undefined);
    setTried(false);
    book.reset();
    onClose();
  };
  const send = (day: string | null, version: number) =>
    book.mutate({ params: { visitId: visit.id }, headers: { 'if-match': String(version) }, body: { bookedFor: day } });
  const submit = () => {
    setTried(true);
    if (bookedFor) send(bookedFor, visit.version);
  };
  const current = currentOf<VisitDetail>(book.error);
  const out = typedOutBy({ actualDate: bookedFor }, visit);
  const { earliest, latest } = visit;
  return (
    <DrawerForm
      title={say('booking.title', { name })}
      opened={opened}
      onClose={onClose}
      onSubmit={submit}
      submitLabel={say('booking.submit')}
      pending={book.isPending}
      error={current ? undefined : refusalInWords(book.error, say, language)}
      dirty={typed !== undefined}
    >
      {current && (
        <ConfirmPreview
          title={say('conflict.title')}
          changes={[
            {
              what: say('conflict.bookedFor'),
              before: current.bookedFor ? formatDate(current.bookedFor, { language }) : say('dash'),
              after: bookedFor ? formatDate(bookedFor, { language }) : say('dash'),
            },
          ]}
          confirmLabel={say('conflict.save')}
          onConfirm={() => send(bookedFor || null, current.version)}
          onCancel={() => {
            leave();
            void requests.invalidateQueries();
          }}
          pending={book.isPending}
        />
      )}
      <TextField
        label={say('booking.on')}
        kind="date"
        value={bookedFor}
        onChange={setTyped}
        hint={earliest && latest ? say('booking.hint', { window: formatDateRange(earliest, latest, { language }) }) : say('booking.noHint')}
        required
        autoFocus
        error={tried && !bookedFor ? say('booking.needDate') : undefined}
      />
      {out !== 0 && (
        <output style={{ display: 'block', marginBottom: 16 }}>
          <StatusWord tone="attention" look="plain">
            {say('booking.outside')}
          </StatusWord>
        </output>
      )}
      {visit.bookedFor && (
        <p style={{ marginBottom: 16 }}>
          <Button variant="default" size="xs" onClick={() => send(null, visit.version)} loading={book.isPending}>
            {say('booking.takeBack')}
          </Button>
        </p>
      )}
    </DrawerForm>
  );
}
