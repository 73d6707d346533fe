import { writeSheet } from '../../../city/sheet/write-sheet.ts'
import type { ReportingLine } from './reporting.ts'

type Language = 'zh' | 'en'
const heads: Record<Language, string[]> = {
  zh: ['责任单位', '指标编码', '指标', '应报区域', '应报期数', '应报', '已报', '按时', '最近报数'],
  en: ['Owner', 'Vital', 'Name', 'Areas', 'Periods', 'Owed', 'Told', 'In time', 'Newest'],
}
type About = { as: 'csv' | 'xlsx'; language: Language; head: readonly string[]; time: (iso: string | null) => string }

/** A row a vital, under a line that says of which area, period and moment the figures are. */
export async function writeReporting(lines: readonly ReportingLine[], { as, language, head, time }: About): Promise<Uint8Array> {
  const writer = writeSheet(as, language === 'zh' ? '报数情况' : 'Reporting')
  try {
    writer.add([[...head], heads[language]])
    writer.add(
      lines.map(({ unitName, vital, name, areas, periods, owed, told, inTime, newest }) => [
        ...[unitName ?? '', vital, name[language]],
        ...[areas, periods, owed, told, inTime].map(String),
        time(newest),
      ]),
    )
    return await writer.end()
  } catch (error) {
    await writer.stop()
    throw error
  }
}
