import { z } from 'zod'
import { Duration, Instant } from './time.ts'

const code = z.string().min(1).max(80)
const lon = z.number().min(-180).max(180)
const lat = z.number().min(-90).max(90)
/** An object as its register keeps it; `details` by the ids of the columns of its kind. */
const Entry = z.strictObject({
  code,
  name: z.string().max(120).optional(),
  details: z.record(z.string(), z.union([z.number(), z.boolean(), z.string()])).default({}),
})
const Place = Entry.extend({ lon, lat })

/** A ticket as the gates tell it. `washed` left out: the gate tells nothing of washes. */
const SampleTicket = z.strictObject({
  no: code,
  carrier: code,
  from: code,
  load: z.number().min(0),
  openedAt: Instant,
  closedAt: Instant.optional(),
  closedLoad: z.number().min(0).optional(),
  voidAt: Instant.optional(),
  washed: z.boolean().optional(),
})

/** What the device of a carrier tells: once, or with `every` and `to` again and again, and with `end` straight on to another place meanwhile. */
const SampleDrive = z.strictObject({
  carrier: code,
  at: Instant,
  every: Duration.optional(),
  to: Instant.optional(),
  values: z.record(z.string(), z.number()),
  end: z.strictObject({ lon, lat }).optional(),
})

/** `of`: code of the carrier or the site, or number of the ticket. */
const SampleFinding = z.strictObject({ at: Instant, check: z.string(), of: code })

/**
 * A sample of what is carried (`haulage`): places, permits, tickets and the drives of carriers in; what the pack's checks find of them out, with
 * its moment. With the pack's real settings. Tickets that are late are found the moment their time is over, volumes whenever a ticket comes or
 * closes, and once more at `until`.
 */
export const HaulSample = z.strictObject({
  name: z.string(),
  from: z.array(Place).max(50).default([]),
  to: z.array(Place).max(50).default([]),
  permits: z.array(Entry).max(200).default([]),
  tickets: z.array(SampleTicket).max(500).default([]),
  drives: z.array(SampleDrive).max(500).default([]),
  until: Instant,
  expect: z.array(SampleFinding),
})
export type HaulSample = z.infer<typeof HaulSample>
