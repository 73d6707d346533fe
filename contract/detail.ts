import { z } from 'zod'
import { Words } from './words.ts'

/** Characters of a text kept of an object: what is read of a cell of a sheet. */
const mostOfText = 200
/** Choices of one detail: more are a catalogue, not a list somebody picks from. */
const mostChoices = 40

/**
 * `crew`: who goes there in need must know it before all else; it leads the brief (一楼一案). `proof`: a risk model rates it, and whoever turns it
 * for the better at a desk attaches evidence; what gets worse is told without.
 */
const common = {
  ...{ name: Words, hint: Words.optional(), required: z.boolean().default(false) },
  ...{ crew: z.literal(true).optional(), proof: z.literal(true).optional() },
}

/** A number with its unit (may be empty: a count), between `min` and `max`, both allowed. */
export const NumberDetail = z
  .object({ kind: z.literal('number'), ...common, unit: z.string(), min: z.number(), max: z.number() })
  .refine(({ min, max }) => min < max, { path: ['max'], params: { reason: 'unfit' } })
/** One of a few, by its id; the words of each are different in both languages. */
export const ChoiceDetail = z
  .object({ kind: z.literal('choice'), ...common, choices: z.record(z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/), Words) })
  .refine(({ choices }) => fewAndDifferent(Object.values(choices)), { path: ['choices'], params: { reason: 'unfit' } })
export const YesDetail = z.object({ kind: z.literal('yes'), ...common })
/**
 * A day of the calendar, `2026-04-10`. `from`: the id of a date of the same object it is never before. `past`: of something that has happened
 * (清掏, 竣工), so never later than today in the city.
 */
export const DateDetail = z.object({
  ...{ kind: z.literal('date'), ...common },
  ...{ from: z.string().max(40).optional(), past: z.literal(true).optional() },
})
/** What a text must look like where machines read it: a time of day `20:00`; points on a way, `106.50,29.50 106.60,29.50` (WGS-84). */
export const textForms = ['hour', 'route'] as const
/** Words of at most `max` characters. `personal`: says something of a person, and is masked by the server. */
export const TextDetail = z.object({
  kind: z.literal('text'),
  ...common,
  max: z.int().min(1).max(mostOfText),
  form: z.enum(textForms).optional(),
  personal: z.literal(true).optional(),
})

/** Another object of a kind, by its code: a truck's firm, a permit's site. It stands in the register, in whatever area. */
export const ObjectDetail = z.object({ kind: z.literal('object'), ...common, of: z.string() })

/** What a pack keeps of each of its objects. Values stand in `objects.details` by id; what is not known is absent, never 0 and never "no". */
export const Detail = z
  .discriminatedUnion('kind', [NumberDetail, ChoiceDetail, YesDetail, DateDetail, TextDetail, ObjectDetail])
  .meta({ id: 'Detail' })
export type Detail = z.infer<typeof Detail>
export type Details = Readonly<Record<string, Detail>>

/** A value that is known: of a choice its id, of a date its day. */
export const DetailValue = z.union([z.number(), z.boolean(), z.string().max(mostOfText)])
export type DetailValue = z.infer<typeof DetailValue>
export type DetailValues = Readonly<Record<string, DetailValue>>

function fewAndDifferent(choices: Words[]): boolean {
  const different = (texts: string[]) => new Set(texts.map((text) => text.toLowerCase())).size === texts.length
  return (
    choices.length > 1 &&
    choices.length <= mostChoices &&
    different(choices.map((c) => c.zh)) &&
    different(choices.map((c) => c.en))
  )
}
