/** What a personal field is; decides how it is masked. */
export type PersonalLabel = 'name' | 'phone' | 'id-number' | 'email'

/** 13000000042 → 130****0042. Shorter numbers keep only their last two digits. */
export function maskPhone(phone: string): string {
  const digits = [...phone.trim()]
  return digits.length >= 11 ? hide(digits, 3, 4) : hide(digits, 0, 2)
}

/** 谢然 → 谢*, 𠮷田 → 𠮷*: one star for each further character. */
export const maskName = (name: string): string => hide([...name.trim()], 1, 0)

/** 18-digit identity numbers keep their first three and last four; anything else keeps nothing. */
export function maskId(id: string): string {
  const digits = [...id.trim()]
  return digits.length === 18 ? hide(digits, 3, 4) : hide(digits, 0, 0)
}

/** lan@example.org → l**@example.org. */
export function maskEmail(email: string): string {
  const [, user = '', domain = ''] = /^(.*)(@.*)$/.exec(email.trim()) ?? [null, email.trim()]
  return `${hide([...user], 1, 0)}${domain}`
}

const masks = { name: maskName, phone: maskPhone, 'id-number': maskId, email: maskEmail } as const

/** A personal field as it is shown to those without a purpose (GB/T 35273, 7.2); null stays null. */
export const maskBy = (label: PersonalLabel, value: string | null): string | null => (value === null ? null : masks[label](value))

function hide(characters: string[], front: number, back: number): string {
  const hidden = Math.max(0, characters.length - front - back)
  return characters.slice(0, front).join('') + '*'.repeat(hidden) + (back > 0 ? characters.slice(-back).join('') : '')
}
