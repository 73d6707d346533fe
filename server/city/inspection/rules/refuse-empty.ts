import type { Inspection } from '../../../../contract/inspection.ts'
import { looksAtSomething, saysWhyNone } from '../../../../contract/inspection-look.ts'
import { ok, type Result, refuse } from '../../../kernel/result.ts'
import type { Answer } from '../types.ts'

/**
 * Refused: an inspection that looked at nothing, and a required check that does not apply and says no word of why. Asked of what comes in; what
 * was taken before this was asked stays readable.
 */
export function refuseEmpty({ items }: Pick<Inspection, 'items'>, answers: readonly Answer[]): Result<true> {
  if (!looksAtSomething(items, answers)) return refuse('inspection.nothing')
  const bare = items.find(
    ({ id, kind, required }) =>
      kind === 'check' && required && answers.some((one) => one.item === id && one.answer === 'none' && !saysWhyNone(one.text)),
  )
  return bare ? refuse('inspection.none-why', { name: bare.name.zh, nameEn: bare.name.en }) : ok(true)
}
