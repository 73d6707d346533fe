import { spanWords } from '../../../contract/span-words.ts'
import { say } from '../../messages.ts'

/** The days a figure counts, beside its label. */
export const daysOf = ({ from, to }: { from: string; to: string }): string => say(spanWords(from, to))
