import { periodWords } from '../../../../contract/period-words.ts'
/** What a vital said when its event was opened. `hold`: values in a row that were outside. */
export type VitalSaid = {
  name: string
  areaName: string
  period: string
  value: number | null
  unit: string
  least: number | null
  most: number | null
  hold: number
}

/** The words of an event a vital opened, as everything of an event in Chinese: 「江北区断面氨氮 2026年11月27日 14时 期 2.3 mg/L，常态至多 1 mg/L，连续 2 期出常态」. */
export function vitalWords({ name, areaName, period, value, unit, least, most, hold }: VitalSaid): string {
  const range = rangeWords(least, most, unit)
  const long = hold > 1 ? `，连续 ${hold} 期出常态` : '，出常态'
  const said = value === null ? '的数已撤回，按此前的数' : ` ${value} ${unit}`
  return `${areaName}${name} ${periodWords(period).zh} 期${said}，${range}${long}`
}

function rangeWords(least: number | null, most: number | null, unit: string): string {
  if (least !== null && most !== null) return `常态 ${least} 至 ${most} ${unit}`
  return least !== null ? `常态至少 ${least} ${unit}` : `常态至多 ${most} ${unit}`
}

/** What fills a title: the object or the area, and always which vital, for of one object several may be outside at once. */
export function titleWords(
  template: string,
  object: string | null,
  { areaName, name }: { areaName: string; name: string },
): { object: string; place: string } {
  const named = object === null ? `${areaName}${name}` : `${object} ${name}`
  return { object: named, place: template.includes('{object}') ? areaName : named }
}
