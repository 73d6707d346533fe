import type { ReadingIn } from '../../../../contract/reading.ts'
import type { Systems } from '../types.ts'
import { asOneDevice, hearSystems, raisedOnly, type SystemWords, saysAll } from './hear-systems.ts'
import { type Judged, judgeReading } from './judge-reading.ts'

type Args = Parameters<typeof judgeReading>
type Before = Args[1] & { systems: Systems }
/** `values`: those of the device as a whole, as they are kept; `systems`: how its systems stand after it. */
export type JudgedWhole = { judged: Judged; values: Record<string, number>; systems: Systems }

/**
 * What becomes of a reading of a device that speaks for several systems: in its order it is how all of them stand together. A late or
 * repeated one tells of a system only where nothing newer is known of it, and keeps no more than what it raised.
 */
export function judgeWhole(
  reading: ReadingIn & { systems?: SystemWords },
  before: Before,
  bounds: Args[2],
  seen: Args[3],
): JudgedWhole {
  const { values: said, systems: words } = reading
  if (!words) return { judged: judgeReading(reading, before, bounds, seen), values: said, systems: before.systems }
  const claimed = new Date(reading.at)
  const values = asOneDevice(said, words, hearSystems(before.systems, words, claimed, 'next'))
  const judged = judgeReading({ ...reading, values }, before, bounds, seen)
  if (judged.keep && !judged.late) return { judged, values, systems: hearSystems(before.systems, words, judged.at, 'next') }
  const systems = hearSystems(before.systems, words, claimed, 'unknown')
  if (!judged.keep) return { judged, values, systems }
  const late = raisedOnly(said, words)
  if (before.stored?.some((kept) => saysAll(kept, late)))
    return { judged: { keep: false, because: 'duplicate' }, values, systems }
  return { judged, values: late, systems }
}
