import type { InspectionItem } from './inspection.ts'

/** One answer as far as it tells whether somebody looked: of a check its word, of a reading its value, of a photo its files. */
type Said = {
  item: string
  answer?: 'fine' | 'fault' | 'none' | undefined
  value?: number | undefined
  text?: string | undefined
  files?: readonly string[] | undefined
}

/**
 * Is there one thing in it that somebody looked at? A check that is fine or faulty, a value that was read, a photo that was asked for. 不涉及
 * (`none`) says that there is nothing to look at, and words beside it are no look; where a plan asks for words alone, they are. The law of
 * phone and server (no zod: pages take it too).
 */
export function looksAtSomething(items: readonly InspectionItem[], answers: readonly Said[]): boolean {
  const words = items.every(({ kind }) => kind === 'text')
  return answers.some((one) => {
    switch (items.find(({ id }) => id === one.item)?.kind) {
      case 'check':
        return one.answer === 'fine' || one.answer === 'fault'
      case 'reading':
        return one.value !== undefined
      case 'photo':
        return (one.files?.length ?? 0) > 0
      case 'text':
        return words && (one.text ?? '').trim() !== ''
      default:
        return false
    }
  })
}

/** A required check left out as 不涉及 says in words why: at least so many letters or figures. */
export const leastWhyNone = 2
export const saysWhyNone = (text: string | undefined): boolean =>
  [...(text ?? '')].filter((sign) => /[\p{L}\p{N}]/u.test(sign)).length >= leastWhyNone
