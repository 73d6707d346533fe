import type { ChargeRole } from './charge-role.ts'
import type { Words } from './words.ts'

/** What those who answer for an object are called where its kind has no words of its own, in the order they are told. */
export const chargeWords: Readonly<Record<ChargeRole, Words>> = {
  responsible: { zh: '责任人', en: 'Responsible' },
  manager: { zh: '管理人', en: 'Manager' },
  maintainer: { zh: '维保', en: 'Maintainer' },
  grid: { zh: '网格', en: 'Grid' },
}
export const chargeRoles = Object.keys(chargeWords) as ChargeRole[]

export type ChargeNames = Readonly<Partial<Record<ChargeRole, Words>>>
/** The word of a role at a kind of objects (`ObjectKind.charges`). */
export const chargeWordsOf = (role: ChargeRole, { charges }: { charges: ChargeNames }): Words =>
  charges[role] ?? chargeWords[role]
