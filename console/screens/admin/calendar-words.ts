import type { CalendarView } from '../../../contract/calendar.ts'
import type { Lang } from '../../../ui/kept-lang.ts'

type Data = CalendarView['calendar']
export type Stretch = { name: string; off: string[]; work: string[] }

/** The days of a year by feast, in the order of the year: what is free, and which weekend days are worked for it. */
export function stretchesOf(year: string, { years }: Data): Stretch[] {
  const given = years[year]
  if (!given) return []
  const names = [...new Set([...Object.entries(given.off).toSorted(), ...Object.entries(given.work)].map(([, name]) => name))]
  const of = (days: Record<string, string>, name: string) =>
    Object.keys(days)
      .filter((date) => days[date] === name)
      .toSorted()
  return names.map((name) => ({ name, off: of(given.off, name), work: of(given.work, name) }))
}

const dayMs = 86_400_000
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
function short(date: string, lang: Lang): string {
  const [month, day] = [Number(date.slice(5, 7)), Number(date.slice(8, 10))]
  return lang === 'zh-CN' ? `${month}月${day}日` : `${day} ${months[month - 1]}`
}

/** Dates as people write them: days in a row as one stretch, `2月15日–2月23日`. */
export function spans(dates: readonly string[], lang: Lang): string {
  const runs: [string, string][] = []
  for (const date of dates) {
    const last = runs.at(-1)
    if (last && Date.parse(date) - Date.parse(last[1]) === dayMs) last[1] = date
    else runs.push([date, date])
  }
  return runs.map(([from, to]) => (from === to ? short(from, lang) : `${short(from, lang)}–${short(to, lang)}`)).join(' · ')
}

type Hours = Data['hours'][number]
export const hoursText = ({ windows }: Hours): string => windows.map((window) => window.join('–')).join(' · ')

const line = /^(?:(\S+)\s*~\s*(\S+)\s+)?(\d\d:\d\d-\d\d:\d\d(?:,\d\d:\d\d-\d\d:\d\d)*)$/

/** Hours as they are edited: one line each, `2026-07-01~2026-08-31 08:00-12:00,15:00-19:00`; without days they are always valid. */
export const hoursLines = (hours: readonly Hours[]): string =>
  hours
    .map(({ from, to, windows }) => {
      const days = from || to ? `${from ?? '*'}~${to ?? '*'} ` : ''
      return days + windows.map(([opens, closes]) => `${opens}-${closes}`).join(',')
    })
    .join('\n')

/** Reads the lines back; null where one is no line of hours. The server has the last word on what they say. */
export function readHours(text: string): Hours[] | null {
  const lines = text
    .split('\n')
    .map((one) => one.normalize('NFKC').replaceAll(/[–—]/g, '-').replaceAll('、', ',').trim())
    .filter(Boolean)
  const read = lines.map((one) => {
    const parts = line.exec(one)
    if (!parts) return null
    const day = (date: string | undefined) => (date === undefined || date === '*' ? null : date)
    return {
      ...{ from: day(parts[1]), to: day(parts[2]) },
      windows: parts[3]!.split(',').map((window) => window.split('-') as [string, string]),
    }
  })
  return read.length > 0 && read.every((one) => one !== null) ? read : null
}
