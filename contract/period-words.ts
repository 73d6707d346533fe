import type { Words } from './words.ts'

/**
 * A written period of a vital (`2026-11-27T22`, `2026-11-27`, `2026-W48`, `2026-11`, `2026-Q4`, `2026`) or of a target (`2026-Q4`; `2026Q4` in facts of before) as people say
 * it; any other text stays as it is.
 */
export function periodWords(text: string): Words {
  const [, year, quarter, week] = /^(\d{4})(?:-?Q([1-4])|-W(\d\d))$/.exec(text) ?? []
  if (quarter) return { zh: `${year}年${quarter}季度`, en: `Q${quarter} ${year}` }
  if (week) return { zh: `${year}年第${Number(week)}周`, en: `week ${Number(week)} of ${year}` }
  const [, of, month, day, hour] = /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d))?)?)?$/.exec(text) ?? []
  if (!of) return { zh: text, en: text }
  const zh = [`${of}年`, month && `${Number(month)}月`, day && `${Number(day)}日`, hour && ` ${Number(hour)}时`]
  return { zh: zh.filter(Boolean).join(''), en: hour ? `${text.slice(0, 10)} ${hour}:00` : text }
}
