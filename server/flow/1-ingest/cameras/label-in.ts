import { holdsPhone } from '../../../city/holds-phone.ts'

/** Longer words are a sentence, not a label. */
const longest = 40
/** An identity number of today, or of 15 digits as of old. */
const identity = /(?<!\d)(?:\d{17}[\dXx]|\d{15})(?!\d)/

/** Does what a camera calls something hold somebody's phone or identity number? */
export const tellsOfSomebody = (words: string): boolean =>
  holdsPhone(words) || identity.test(words.normalize('NFKC').replace(/(?<=\d)[\s-]+(?=[\dXx])/g, ''))

/** The words of its maker as a label; null for none, for a sentence, and for what holds a number of somebody. */
export function labelIn(words: string | null): string | null {
  const label = words?.replace(/\s+/g, ' ').trim() ?? ''
  return label === '' || label.length > longest || tellsOfSomebody(label) ? null : label
}
