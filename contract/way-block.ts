import { z } from 'zod'
import { Grade, Severity } from './scales.ts'
import { Words } from './words.ts'

const Id = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/)
const Named = z.object({ id: Id, name: Words })
/** Whom an order is told to, and what is looked at before it is lifted: a handful each, ticked one by one. */
const some = z.array(Named).min(1).max(12)

/**
 * 通行管制: a way (a river, a road) the plan may close while its event lasts. The part of the plan that names it in `closes` orders it, and at `grades` cannot
 * hand in before it did or said why not. `known`: details of the object that say which reach. It is lifted by a second person, once everything of `checks` is
 * ticked and no alarm of the event stands at `below` or graver.
 */
export const WayBlock = z.object({
  ...Named.shape,
  /** what is closed: 航道, 道路 */
  way: Words,
  grades: z.array(Grade).min(1),
  /** ids of details: name of the way, first and last kilometre, points of the reach (`form: 'route'`) */
  known: z.object({ name: z.string(), from: z.string(), to: z.string(), line: z.string() }).partial().optional(),
  tell: some,
  checks: some,
  below: Severity,
})
export type WayBlock = z.infer<typeof WayBlock>
