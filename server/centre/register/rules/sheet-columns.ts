import { type ChargeNames, chargeRoles, chargeWordsOf } from '../../../../contract/charge-words.ts'
import type { Details } from '../../../../contract/detail.ts'
import { columns, headingOf, plainHeading as plain, told } from '../../../../contract/object-columns.ts'
import { reasonHeading } from '../../../../contract/rated-change.ts'
import { type Result, refuseInput } from '../../../kernel/result.ts'

/** Where each field stands: a column of the register, who answers under `charges/<role>`, a detail under `details/<id>`, or `reason`: why a row changes what is rated. */
export type Places = ReadonlyMap<string, number>
export type Headings = { places: Places; unknown: string[] }

/**
 * Finds the columns of a line of headings, each in Chinese or English, with its unit or without. Refused without a column of codes,
 * and when nobody can tell which of two is meant. A heading that is none is told, so that a slip of the pen does not pass unseen.
 */
export function findColumns(details: Details, headings: readonly string[], charges: ChargeNames = {}): Result<Headings> {
  const names = new Map<string, string>([plain(reasonHeading.zh), plain(reasonHeading.en)].map((name) => [name, 'reason']))
  for (const [field, { zh, en }] of Object.entries(columns)) for (const name of [zh, en]) names.set(plain(name), field)
  for (const role of chargeRoles) {
    const { zh, en } = chargeWordsOf(role, { charges })
    for (const name of [zh, en]) names.set(plain(name), `charges/${role}`)
  }
  for (const [id, detail] of Object.entries(details))
    for (const language of ['zh', 'en'] as const)
      for (const name of [detail.name[language], headingOf(detail, language)]) names.set(plain(name), `details/${id}`)
  const ignored = new Set(Object.values(told).flatMap(({ zh, en }) => [plain(zh), plain(en)]))
  const places = new Map<string, number>()
  const unknown: string[] = []
  for (const [at, heading] of headings.entries()) {
    const field = names.get(plain(heading))
    if (field === undefined) {
      if (heading.trim() !== '' && !ignored.has(plain(heading))) unknown.push(heading.trim())
    } else if (places.has(field)) return refuseInput('/file', 'column.twice', { name: heading.trim() })
    else places.set(field, at)
  }
  if (!places.has('code')) return refuseInput('/file', 'column.missing', { name: columns.code.zh })
  return { ok: true, value: { places, unknown } }
}
