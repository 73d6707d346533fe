import type { Words } from '../../../contract/words.ts'
import { number } from '../../../ui/format.ts'
import { createT, lang } from '../../../ui/t.ts'
import { say } from '../../messages.ts'
import { checkUpEn } from './en.ts'
import { checkUpZh } from './zh.ts'

/** The words of the check-up, which come with its page and not with the console. */
export const c = createT(checkUpZh, checkUpEn)

/** ≥ 95, ≤ 1, 40–60; nothing where no range is set. */
export const rangeWords = ({ least, most }: { least: number | null; most: number | null }): string => {
  if (least !== null && most !== null) return `${number(least)}–${number(most)}`
  if (least !== null) return `≥ ${number(least)}`
  return most === null ? '' : `≤ ${number(most)}`
}

/** Several reasons side by side. */
export const listed = (all: readonly Words[]): string => all.map(say).join(lang() === 'en' ? ', ' : '、')
