import type { VitalPage } from '../../../contract/vital.ts'
import { changeDays, wholeBefore } from '../../flow/7-evaluate/vitals/rules/former.ts'
import type { Asking } from '../../flow/7-evaluate/vitals/store-standing.ts'

type Stretch = { from: number; to: number }

/** What must be said of a comparison: days on which areas under this one came or went, and the codes its earlier numbers stand under. */
export function areaMarks({ tree, node, zone, now }: Asking, { from, to }: Stretch): Pick<VitalPage, 'areaChanges' | 'joined'> {
  return {
    areaChanges: changeDays(tree, node.code, { from, until: Math.min(to, now + 1), zone }),
    joined: wholeBefore(tree, node.code).map(({ code, name }) => ({ code, name })),
  }
}
