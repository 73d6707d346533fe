import { z } from 'zod'
import { Instant } from '../time.ts'

export const id = z.string()
export const text = z.string()
/** Says who somebody is: known inside the house, told to no other system (`withoutPersons`). */
export const whoever = z.string().meta({ personal: true })
export const reason = z.string()
export const at = Instant
/** Why a number that is no more turns how its vital stands: in words, so that no dash stands for it. */
export const withdrawn = z.object({ zh: text, en: text })

export type FactEntry = {
  /** filled dot on the timeline: the state changed; otherwise a plain fact */
  dot: 'state' | 'fact'
  /** who may see it live: those who see the area or case, the one person it names, administrators, those who read rules, those who read the register (not what came from a sheet), or whoever works on cases */
  sight: 'case' | 'person' | 'admin' | 'rules' | 'objects' | 'all'
  zh: string
  en: string
  body: z.ZodObject
}
type Words = [dot: FactEntry['dot'], sight: FactEntry['sight'], zh: string, en: string]
/** One kind of fact as a row of its table. */
export const entry = <B extends z.ZodRawShape>(...[dot, sight, zh, en, body]: [...Words, body: B]) => ({
  dot,
  sight,
  zh,
  en,
  body: z.object(body),
})
