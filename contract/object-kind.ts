import { z } from 'zod'
import { ChargeRole } from './charge-role.ts'
import { Detail } from './detail.ts'
import { Inspection } from './inspection.ts'
import { ObjectCard } from './object-card.ts'
import { PackLedger } from './pack-ledger.ts'
import { RiskModel } from './risk.ts'
import { Words } from './words.ts'

/** A kind of thing a pack watches, or keeps a register of: a tank, a site, a firm. It belongs to one pack. */
export const ObjectKind = z.object({
  kind: z.string().regex(/^[a-z0-9-]{1,40}$/),
  name: Words,
  /** what they are, where they stand and their risk may be told to everybody */
  public: z.boolean().default(false),
  /** the pack's devices stand at them: rules of whole objects look at each; a firm or a licence has none */
  devices: z.boolean().default(true),
  /** what is kept of each, by id: the columns of its register, its form and its sheet */
  details: z.record(z.string().regex(/^[a-z][a-z0-9-]{0,39}$/), Detail).default({}),
  /** what its people call those who answer for one: left out, the usual words */
  charges: z.partialRecord(ChargeRole, Words).default({}),
  /** how its risk is reckoned; left out: it stays as it was registered */
  risk: RiskModel.optional(),
  /** what anybody who scans the plate of one may know; left out: what it is, and that one may report */
  card: ObjectCard.optional(),
  /** its ledger (一本账): what stands in it and what it is counted by; left out: it has the register alone */
  ledger: PackLedger.optional(),
  /** what is looked at on each, by whom, how often */
  inspections: z.array(Inspection).max(20).default([]),
})
export type ObjectKind = z.infer<typeof ObjectKind>
