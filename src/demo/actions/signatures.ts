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
  for (const { issuedDay } of monthsToInvoice(ports)) {
    await people
      .runAs(INVESTIGATOR, officeHour(issuedDay, 17), 'signatures.sign', signWhatWaits)
      .catch(inWords(`the signatures of ${dateOf(issuedDay).toString()}`));
    tell();
  }
}

async function signWhatWaits(act: Act): Promise<void> {
  const { items } = await listToSign(act);
  const complete = items.filter(
    ({ kind, standing, since, studyCode }) =>
      kind === KIND && standing === 'waiting' && since <= act.now.toString() && studyCode !== nlx301.key,
  );
  if (complete.length === 0) return;
  const records = await forEach(act, complete, async (own, { recordId, version }) => ({
    kind: KIND,
    recordId,
    version,
    sha256: (await present(own, KIND, recordId)).sha256,
  }));
  await sign(act, { records, demoConfirmation });
}
