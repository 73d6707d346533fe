import type { ChecklistItem } from '../../../../../contract/pack.ts'

const seconds = { field: 6, photo: 20, visit: 15 * 60 }

/** What handling one event asks of people (domain.md 15b): fields and photos of whoever leads, a visit of everybody who goes. */
export function minutesOf(checklist: readonly ChecklistItem[], units: number): number {
  const required = checklist.filter((item) => item.required)
  const photos = required.filter(({ kind }) => kind === 'photo').length
  const asked = (required.length - photos) * seconds.field + photos * seconds.photo + units * seconds.visit
  return asked / 60
}
