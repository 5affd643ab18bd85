// The words of what happens to a participant apart from visits and may be invoiced (BR-11).
import { z } from 'zod';
import { command, date, id, line, question } from '#platform/contract';
import { eventTriggers } from '../rules.ts';
import { termKey } from './terms.ts';

const trigger = z.enum(eventTriggers);

export const invoiceableEventView = z.object({
  id,
  trigger,
  /** Null where no contract pays it. */
  label: z.string().nullable(),
  contractCode: z.string().nullable(),
  on: date,
  note: z.string().nullable(),
  state: z.enum(['earned', 'capped', 'not-priced', 'withdrawn']),
  lineId: id.nullable(),
  can: z.object({ withdraw: z.boolean() }),
});

/** Routes of events. */
export const eventsContract = {
  eventsOfSubject: question({
    name: 'finance.events-of-subject',
    permission: 'finance.view',
    path: '/subjects/{subjectId}/invoiceable-events',
    summary: 'What happened to a subject apart from visits and may be invoiced, newest first, and what may be recorded',
    params: { subjectId: id },
    output: z.object({
      /** What the contracts pay today and nothing records by itself. */
      items: z.array(z.object({ contractId: id, contractCode: z.string(), termKey: z.string(), label: z.string(), trigger })),
      events: z.array(invoiceableEventView),
      /** The civil day at the site. */
      today: date,
      can: z.object({ record: z.boolean() }),
    }),
  }),
  recordEvent: command({
    name: 'finance.record-event',
    path: '/subjects/{subjectId}/invoiceable-events',
    summary: 'Record by hand what happened and a contract pays beside the visits; it earns at once',
    params: { subjectId: id },
    body: {
      contractId: id,
      termKey,
      on: date,
      /** What backs it up: a form, a letter. */
      note: line(500),
    },
    output: invoiceableEventView,
  }),
  withdrawEvent: command({
    name: 'finance.withdraw-event',
    permission: 'finance.record-event',
    path: '/invoiceable-events/{eventId}/withdrawal',
    summary: 'Say that what was recorded by hand did not happen; what it earned is reversed',
    params: { eventId: id },
    body: { reason: line(500) },
    output: invoiceableEventView,
  }),
};
