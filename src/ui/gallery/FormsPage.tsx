// Fields, the drawer and the preview before an effect.
import { useState } from 'react';
import {
  Button,
  ChoiceField,
  ConfirmPreview,
  DrawerForm,
  LongTextField,
  MoneyText,
  notify,
  NumberField,
  PageHeader,
  TextField,
  TickField,
} from '../index.ts';

/** Forms as they stand on a page and in a drawer. */
export function FormsPage() {
  const [opened, setOpened] = useState(false);
  const [note, setNote] = useState('');
  const [name, setName] = useState('Rake');
  const [price, setPrice] = useState('117.00');
  const [reason, setReason] = useState('');
  const [sure, setSure] = useState(false);
  return (
    <>
      <PageHeader
        title="Change a tool"
        crumbs={[{ label: 'Shed', to: '/' }]}
        action={<Button onClick={() => setOpened(true)}>Quick edit</Button>}
        more={
          <Button variant="default" onClick={() => notify({ tone: 'good', text: 'Rake lent to Bo until 17 Apr 2026' })}>
            Lend
          </Button>
        }
      />
      <div style={{ maxWidth: 420 }}>
        <TextField label="Name" value={name} onChange={setName} required />
        <NumberField label="Price" unit="USD" value={price} onChange={setPrice} hint="Without tax." />
        <TextField
          label="Bought on"
          kind="date"
          value="2026-04-07"
          onChange={() => undefined}
          error="The shop was closed on this day; give the day on the receipt."
        />
        <ChoiceField
          label="Place"
          value="b"
          onChange={() => undefined}
          choices={[
            { value: 'a', label: 'Left wall' },
            { value: 'b', label: 'Right wall' },
          ]}
        />
        <TickField label="May be lent" checked={sure} onChange={setSure} hint="Members see it in the list." />
      </div>
      <ConfirmPreview
        title="Moving the rake will"
        changes={[
          { what: 'Place', before: 'Left wall', after: 'Right wall' },
          {
            what: 'Deposit',
            before: <MoneyText amountMinor="0" currency="USD" />,
            after: <MoneyText amountMinor="195000" currency="USD" />,
          },
        ]}
        effects={['Bo is told by mail.', 'The list on the door is printed again.']}
        confirmLabel="Move the rake"
        blocked={reason === ''}
        onConfirm={() => undefined}
        onCancel={() => undefined}
      >
        <LongTextField label="Reason" value={reason} onChange={setReason} required />
      </ConfirmPreview>
      <DrawerForm
        title="Quick edit"
        opened={opened}
        onClose={() => setOpened(false)}
        onSubmit={() => setOpened(false)}
        dirty={note !== ''}
        error={{ status: 422, title: 'The rake is lent out', detail: 'Bo has it until 17 Apr 2026.', requestId: '0192f0c1-77aa' }}
      >
        <LongTextField label="Note" value={note} onChange={setNote} />
        <NumberField label="Weight" unit="kg" value="2.4" onChange={() => undefined} />
      </DrawerForm>
    </>
  );
}
