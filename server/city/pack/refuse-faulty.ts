import type { PackFault } from '../../../contract/pack-fault.ts'
import { RefusalError } from '../../kernel/result.ts'

/** Refuses with the first of some faults, its place and how many there are. */
export function refuseFaulty(faults: PackFault[]): void {
  const [first] = faults
  if (!first) return
  const place = [first.part, first.path].filter(Boolean).join(' · ')
  throw new RefusalError({
    code: 'pack.faulty',
    details: { fault: first.code, faultZh: first.words.zh, faultEn: first.words.en, place, count: faults.length },
  })
}
