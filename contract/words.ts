import { z } from 'zod'

/** Texts of both languages; a pack that lacks one does not load. */
export const Words = z.object({ zh: z.string().min(1), en: z.string().min(1) })
export type Words = z.infer<typeof Words>
/** A part of a plan as an order, a notice and a fact name it (`contract/plan-parts.ts`). */
const PartWord = Words.extend({ id: z.string().optional() })
export const PartWords = PartWord.extend({ of: z.array(PartWord).optional() })
const Table = z.record(z.string(), Words)

/** The words of all packs switched on, by code: facts and lists carry codes, the screens say these. */
export const PackWords = z
  .object({
    commands: Table,
    readings: Table,
    rules: Table,
    types: Table,
    packs: Table,
    /** kinds of devices */
    devices: Table,
    /** kinds of objects */
    objects: Table,
    /** unit of a reading by its code: `%LEL`, `ppm` */
    units: z.record(z.string(), z.string()),
    /** the readings of a kind of device, by their codes */
    measures: z.record(z.string(), z.array(z.string())),
  })
  .meta({ id: 'PackWords' })
export type PackWords = z.infer<typeof PackWords>
