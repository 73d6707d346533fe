import type { DetailValue } from '../../../../contract/detail.ts'
import type { Inspection, InspectionItem } from '../../../../contract/inspection.ts'
import { ok, type Result, refuseInput } from '../../../kernel/result.ts'
import type { Answer, Fault } from '../types.ts'

export type Taken = { answers: Answer[]; faults: Fault[]; sets: Record<string, DetailValue> }

/** Reads the answers of an inspection: what is faulty, and what the register is told. Refused: an item twice, unknown or left out, a photo that is missing. */
export function takeInspection({ items }: Pick<Inspection, 'items'>, given: readonly Answer[]): Result<Taken> {
  const byItem = new Map(given.map((answer) => [answer.item, answer]))
  for (const [i, { item }] of given.entries()) {
    if (!items.some(({ id }) => id === item)) return refuseInput(`/answers/${i}/item`, 'name.unknown', { name: item })
    if (given.findIndex((other) => other.item === item) !== i)
      return refuseInput(`/answers/${i}/item`, 'name.taken', { name: item })
  }
  const found: Noting = { answers: [...given], faults: [], sets: {}, faulty: new Set() }
  for (const item of items) {
    const answer = byItem.get(item.id)
    const missing = missingOf(item, answer)
    if (missing) return refuseInput('/answers', missing, { name: item.name.zh, nameEn: item.name.en })
    if (answer) note(found, item, answer)
  }
  const { faulty: _, ...taken } = found
  return ok(taken)
}

/** What an item still lacks. A text nobody wrote counts as no answer. */
function missingOf(item: InspectionItem, answer: Answer | undefined): 'inspection.item' | 'inspection.photo' | null {
  const photos = answer?.files?.length ?? 0
  if (!isAnswered(item, answer))
    return item.required || (answer && item.kind !== 'photo' && item.kind !== 'text') ? 'inspection.item' : null
  if (item.kind === 'photo' || item.kind === 'text' || photos > 0) return null
  return item.photo === 'always' || (item.photo === 'fault' && isFaulty(item, answer)) ? 'inspection.photo' : null
}

function isAnswered(item: InspectionItem, answer: Answer | undefined): boolean {
  if (!answer) return false
  switch (item.kind) {
    case 'check':
      return answer.answer !== undefined
    case 'reading':
      return answer.value !== undefined
    case 'photo':
      return (answer.files?.length ?? 0) > 0
    case 'text':
      return (answer.text ?? '').trim() !== ''
  }
}

/** Faulty: said so, or measured outside its bounds. */
export function isFaulty(item: InspectionItem, answer: Answer | undefined): boolean {
  if (item.kind === 'check') return answer?.answer === 'fault'
  if (item.kind !== 'reading' || !item.between || !item.fault || answer?.value === undefined) return false
  return answer.value < item.between[0] || answer.value > item.between[1]
}

/** `faulty`: details a fault has spoken of. */
type Noting = Taken & { faulty: Set<string> }

function note(found: Noting, item: InspectionItem, answer: Answer): void {
  if (item.kind !== 'check' && item.kind !== 'reading') return
  const { sets } = item
  // Not there says nothing of how it stands.
  if (answer.answer === 'none') return
  const faulty = isFaulty(item, answer)
  const told = faulty ? sets?.fault : sets?.fine
  // Several items may speak of one detail: a fault beats what is fine, the first fault the later ones.
  const isSettled = sets && found.sets[sets.detail] !== undefined && (!faulty || found.faulty.has(sets.detail))
  if (sets && told !== undefined && !isSettled) {
    found.sets[sets.detail] = told
    if (faulty) found.faulty.add(sets.detail)
  }
  if (!faulty) return
  found.faults.push({
    item: item.id,
    name: item.fault!.name ?? item.name,
    grade: item.fault!.grade,
    note: answer.text?.trim() || null,
    value: item.kind === 'reading' ? { value: answer.value!, unit: item.unit } : null,
    files: answer.files ?? [],
    restores: sets?.fine !== undefined && sets.fault !== undefined ? { detail: sets.detail, fine: sets.fine } : null,
  })
}
