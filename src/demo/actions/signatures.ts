// What the investigator whom the sign-in page offers has signed: month by month, what was complete by then and is not NLX-301's.
import { type Act, forEach } from '#access';
import { listToSign, present, sign } from '#signatures';
import { demoConfirmation } from '#signatures/rules';
import { study as nlx301 } from '../../../examples/nlx-301/demo.ts';
import { dateOf } from '../rules/days.ts';
import { officeHour } from '../rules/invoicing.ts';
import { inWords } from './failure.ts';
import { monthsToInvoice } from './invoices.ts';
import type { DemoPeople } from './people.ts';
import type { DemoPorts } from './ports.ts';

const INVESTIGATOR = 'Dr Irene Walsh';
const KIND = 'visits.source';

/** Signs the records of each month after its end, each month in one transaction; what came since waits. */
export async function signMonths(ports: DemoPorts, people: DemoPeople, tell: () => void): Promise<void> {
  let waiting: readonly Waiting[] = [];
  const signUpTo = async (act: Act, end: string) => {
    const isBefore = ({ since }: Waiting) => since <= end;
    for (;;) {
      // What waits is listed oldest first, and no more than a page of it: only where nothing later is known may there be more.
      if (waiting.every(isBefore)) waiting = await whatWaits(act);
      const complete = waiting.filter(isBefore);
      if (complete.length === 0) return;
      await signTogether(act, complete);
      waiting = waiting.filter((record) => !isBefore(record));
    }
  };
  for (const { issuedDay } of monthsToInvoice(ports)) {
    const end = officeHour(issuedDay, 17);
    await people
      .runAs(INVESTIGATOR, end, 'signatures.sign', (act) => signUpTo(act, end.toString()))
      .catch(inWords(`the signatures of ${dateOf(issuedDay).toString()}`));
    tell();
  }
}

type Waiting = Awaited<ReturnType<typeof listToSign>>['items'][number];

async function whatWaits(act: Act): Promise<readonly Waiting[]> {
  const { items } = await listToSign(act);
  return items.filter(({ kind, standing, studyCode }) => kind === KIND && standing === 'waiting' && studyCode !== nlx301.key);
}

async function signTogether(act: Act, complete: readonly Waiting[]): Promise<void> {
  const records = await forEach(act, complete, async (own, { recordId, version }) => ({
    kind: KIND,
    recordId,
    version,
    sha256: (await present(own, KIND, recordId)).sha256,
  }));
  await sign(act, { records, demoConfirmation });
}
