import type { FactBody } from '../../../contract/fact.ts'
import { attempt } from '../../kernel/attempt.ts'
import type { Tx } from '../../kernel/spine.ts'
import { judgeVital, type VitalMark, type VitalVerdict } from './rules/vital.ts'
import { markKey, marksOf, saveMarks } from './store-vitals.ts'
import type { ToldVital } from './types.ts'

/**
 * Values of vitals that open events, as they are rolled up: judged in the order of their periods, and told as facts while they stand outside
 * and when they are back. All in the caller's transaction.
 */
export async function onVitals(tx: Tx, told: readonly ToldVital[]): Promise<void> {
  if (told.length === 0) return
  const marks = await marksOf(tx, told)
  const changed = new Map<string, { vital: string; area: string } & VitalMark>()
  for (const one of told.toSorted((a, b) => a.period - b.period)) {
    const key = markKey(one)
    const verdict = judgeVital(marks.get(key) ?? null, one)
    if (!verdict) continue
    const say = sayingOf(one, verdict)
    // Each at its own risk: a case that cannot be opened keeps no other vital's from people, and is tried again with the next number.
    if (say && !(await attempt(tx, `event of ${key}`, async () => void (await say(tx))))) continue
    marks.set(key, verdict.mark)
    changed.set(key, { vital: one.vital, area: one.area, ...verdict.mark })
  }
  await saveMarks(tx, [...changed.values()])
}

/** Without the number that is no more a vital stands as it stood before. */
const byBefore = { zh: '的数已撤回，按此前的数', en: 'withdrawn; by the number before' }

/** How a verdict is said, as a fact; null: there is nothing new. */
function sayingOf(one: ToldVital, { isNews, turned, outside, withdrawn }: VitalVerdict): ((tx: Tx) => Promise<unknown>) | null {
  const about = { subject: one.vital, area: one.path }
  if (withdrawn) return (tx) => tx.record({ kind: 'vital.withdrawn', ...about, body: bodyOf(one) })
  if (!isNews || (one.value === null && !turned)) return null
  const { type, objectKind, version, told } = one
  const said = { ...bodyOf(one), ...(one.value === null ? { withdrawn: byBefore } : {}) }
  const body = { ...said, ...{ type, objectKind, version, ...told, first: turned } }
  if (outside) return (tx) => tx.record({ kind: 'vital.outside', ...about, body })
  return turned ? (tx) => tx.record({ kind: 'vital.back', ...about, body: said }) : null
}

const bodyOf = ({
  vital,
  name,
  area,
  areaName,
  periodText,
  value,
  decimals,
  unit,
  least,
  most,
  hold,
}: ToldVital): FactBody<'vital.back'> => ({
  ...{
    vital,
    name,
    of: area,
    areaName,
    period: periodText,
    value: value === null ? null : Number(value.toFixed(decimals)),
    unit,
    least,
    most,
    hold,
  },
})
