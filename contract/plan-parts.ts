import type { Plan } from './pack.ts'
import type { Words } from './words.ts'

/**
 * A part of a plan as it is kept with an order: what it was called when it was asked, and its id; parts of plans written before they had ids have none.
 * `of`: several parts somebody was asked for in one order.
 */
export type PartName = Words & { id?: string | undefined; of?: PartName[] | undefined }

type Assist = Plan['assist'][number]

/** How an order, a notice and a fact name a part. */
export const partName = ({ id, name }: Pick<Assist, 'id' | 'name'>): PartName => (id === undefined ? name : { ...name, id })

/** Several parts for one order, each named. */
export function joinParts(parts: readonly PartName[]): PartName {
  const [only, ...more] = parts
  if (only && more.length === 0) return only
  return { zh: parts.map(({ zh }) => zh).join('；'), en: parts.map(({ en }) => en).join('; '), of: [...parts] }
}

/** The same part of a plan, or one of those an order was asked for? By its id; by its Chinese words where one of the two is from before parts had ids. */
export function samePart(a: PartName, b: PartName): boolean {
  if (a.of) return a.of.some((one) => samePart(one, b))
  if (b.of) return b.of.some((one) => samePart(a, one))
  return a.id !== undefined && b.id !== undefined ? a.id === b.id : a.zh === b.zh
}

/**
 * Parts without an id take that of the part of `by` that bears their Chinese name, so that a plan written before parts had ids lines up with
 * one that has them.
 */
export function alignParts<P extends Pick<Plan, 'assist'>>(plan: P, ...by: readonly Pick<Plan, 'assist'>[]): P {
  if (plan.assist.every(({ id }) => id !== undefined)) return plan
  const taken = new Set(plan.assist.flatMap(({ id }) => id ?? []))
  const known = by.flatMap(({ assist }) => assist)
  const assist = plan.assist.map((one): Assist => {
    if (one.id !== undefined) return one
    const found = known.find(({ id, name }) => id !== undefined && !taken.has(id) && name.zh === one.name.zh)?.id
    if (found !== undefined) taken.add(found)
    return found === undefined ? one : { ...one, id: found }
  })
  return { ...plan, assist }
}

/** Every part has an id: what a person added takes the first free `part-1`, `part-2` … of its plan. */
export function withPartIds<P extends Pick<Plan, 'assist'>>(plan: P): P {
  const taken = new Set(plan.assist.flatMap(({ id }) => id ?? []))
  let n = 0
  const free = (): string => {
    do n += 1
    while (taken.has(`part-${n}`))
    return `part-${n}`
  }
  return { ...plan, assist: plan.assist.map((one): Assist => (one.id === undefined ? { ...one, id: free() } : one)) }
}
