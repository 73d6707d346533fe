import type { DetailValues } from '../../../../contract/detail.ts'
import { risks } from '../../../../contract/scales.ts'
import { type KindModel, type Known, nothingKnown, type Turn } from '../types.ts'
import { rateObject } from './rate-object.ts'

/** What an entry says that models look at. */
export type Entry = { details: DetailValues; owner: Known['owner'] }

/**
 * Which way a change of an entry turns its risk, all else being as little known before as after. An emptied field counts as half, so it is
 * better than the worst: what is not known any more is no way to hide a red one.
 */
export function turnOf({ model }: Pick<KindModel, 'model'>, before: Entry, after: Entry, now: Date): Turn {
  const [was, is] = [before, after].map((entry) => rateObject(model, { ...nothingKnown, ...entry }, {}, now))
  if (was!.score !== is!.score) return is!.score < was!.score ? 'better' : 'worse'
  const by = risks.indexOf(is!.level) - risks.indexOf(was!.level)
  return by === 0 ? 'same' : by > 0 ? 'better' : 'worse'
}
