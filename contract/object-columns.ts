import { type ChargeNames, chargeRoles, chargeWordsOf } from './charge-words.ts'
import type { Detail, Details } from './detail.ts'
import { reasonHeading } from './rated-change.ts'
import type { Words } from './words.ts'

/** What a sheet says of an object beside its details. Those of `told` are written for people and never read. */
export const columns = {
  code: { zh: '编号', en: 'Code' },
  name: { zh: '名称', en: 'Name' },
  lon: { zh: '经度', en: 'Longitude' },
  lat: { zh: '纬度', en: 'Latitude' },
  address: { zh: '地址', en: 'Address' },
  ownerKind: { zh: '有主无主', en: 'Owned' },
  owner: { zh: '产权人', en: 'Owner' },
  dutyUnit: { zh: '责任单位', en: 'Responsible unit' },
  maintainerUnit: { zh: '维保单位', en: 'Maintaining unit' },
} as const satisfies Record<string, Words>
export type Column = keyof typeof columns
export const told = { area: { zh: '辖区', en: 'Area' }, risk: { zh: '风险', en: 'Risk' } } as const satisfies Record<
  string,
  Words
>

export const ownerWords = {
  owned: { zh: '有主', en: 'Owned' },
  ownerless: { zh: '无主', en: 'Ownerless' },
} as const satisfies Record<string, Words>

/** The heading of a detail as it is written: with its unit. */
export function headingOf(detail: Detail, language: 'zh' | 'en'): string {
  const name = detail.name[language]
  if (detail.kind !== 'number' || detail.unit === '') return name
  return language === 'zh' ? `${name}（${detail.unit}）` : `${name} (${detail.unit})`
}

/** A heading as it is compared: without case, blanks and full width. */
export const plainHeading = (text: string): string => text.normalize('NFKC').replace(/\s+/g, '').toLowerCase()

/** Before the name of somebody outside who answers for an object; more than one in a cell stand between semicolons. */
export const outsideMark = { zh: '外部：', en: 'Outside: ' } as const satisfies Words

/** Two details of one name, or one called like a column of every register or like those who answer: a sheet could not tell them apart. */
export function clashesOf(details: Details, charges: ChargeNames = {}): string[] {
  const taken = new Set(
    [
      ...Object.values(columns),
      ...Object.values(told),
      reasonHeading,
      ...chargeRoles.map((role) => chargeWordsOf(role, { charges })),
    ].flatMap(({ zh, en }) => [plainHeading(zh), plainHeading(en)]),
  )
  return Object.entries(details).flatMap(([id, { name }]) => {
    const own = new Set([plainHeading(name.zh), plainHeading(name.en)])
    const clashes = [...own].some((one) => taken.has(one))
    for (const one of own) taken.add(one)
    return clashes ? [id] : []
  })
}
