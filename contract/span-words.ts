import type { Words } from './words.ts'

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const
type Parts = { year: number; month: number; date: number }

const partsOf = (day: string): Parts => {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  return { year, month, date }
}

/** The days a figure counts, first and last (`2026-11-01`, `2026-11-28`), as short as people say them. */
export function spanWords(from: string, to: string): Words {
  const [a, b] = [partsOf(from), partsOf(to)]
  const en = ({ month, date }: Parts): string => `${date} ${months[month - 1]}`
  const zh = ({ month, date }: Parts): string => `${month}月${date}日`
  if (from === to) return { zh: `${a.year}年${zh(a)}`, en: `${en(a)} ${a.year}` }
  if (a.year !== b.year) return { zh: `${a.year}年${zh(a)}–${b.year}年${zh(b)}`, en: `${en(a)} ${a.year} – ${en(b)} ${b.year}` }
  if (a.month !== b.month) return { zh: `${a.year}年${zh(a)}–${zh(b)}`, en: `${en(a)} – ${en(b)} ${a.year}` }
  return { zh: `${a.year}年${a.month}月${a.date}–${b.date}日`, en: `${a.date}–${en(b)} ${a.year}` }
}
