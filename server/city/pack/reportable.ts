import type { EventType } from '../../../contract/pack.ts'
import type { Packs } from './packs.ts'

/** What can be reported anywhere. */
export const reportableTypes = (packs: Packs): EventType[] =>
  packs.all().flatMap((pack) => pack.types.filter((type) => type.reportable))
