import { chargeRoles, chargeWordsOf } from '../../../contract/charge-words.ts'
import { type Column, columns, headingOf, ownerWords, told } from '../../../contract/object-columns.ts'
import { reasonHeading } from '../../../contract/rated-change.ts'
import { detailText } from '../../../contract/read-detail.ts'
import { riskWords, unratedWords } from '../../../contract/risk-words.ts'
import { maskName } from '../../city/mask.ts'
import { shownDetails } from '../../city/object/shown-details.ts'
import { writeSheet } from '../../city/sheet/write-sheet.ts'
import type { Db } from '../../kernel/spine.ts'
import type { Kind } from './kinds.ts'
import { calledAll } from './rules/read-charges.ts'
import { readLines, type Wanted } from './store.ts'
import { chargesOfMany } from './store-charged.ts'
import type { ChargeLine, ObjectLine } from './types.ts'

const linesAtOnce = 1_000

/**
 * The register of a kind as a sheet that can be taken back, with who answers for each; personal values and people outside are masked, and what
 * is masked changes nothing when it comes back. `asksWhy`: with an empty column for the reasons of what will be changed in it.
 */
export async function exportSheet(
  db: Db,
  kind: Kind,
  wanted: Wanted,
  { as, language, asksWhy }: { as: 'csv' | 'xlsx'; language: 'zh' | 'en'; asksWhy: boolean },
): Promise<Uint8Array> {
  const writer = writeSheet(as, kind.name[language])
  try {
    const head = [...Object.values(columns), ...Object.values(told)].map((words) => words[language])
    const roles = chargeRoles.map((role) => chargeWordsOf(role, kind)[language])
    const details = Object.values(kind.details).map((detail) => headingOf(detail, language))
    writer.add([[...head, ...roles, ...details, ...(asksWhy ? [reasonHeading[language]] : [])]])
    for (let after: string | null = null; ; ) {
      const lines: ObjectLine[] = await readLines(db, wanted, { after, limit: linesAtOnce })
      const charged = await chargesOfMany(
        db,
        lines.map(({ id }) => id),
      )
      writer.add(lines.map((line) => cellsOf(kind, { line, charges: charged.get(line.id) ?? [] }, language)))
      if (lines.length < linesAtOnce) break
      after = lines.at(-1)!.code
    }
    return await writer.end()
  } catch (error) {
    await writer.stop()
    throw error
  }
}

type Charged = { line: ObjectLine; charges: readonly ChargeLine[] }
function cellsOf(kind: Kind, { line, charges }: Charged, language: 'zh' | 'en'): string[] {
  const plain: Record<Column, string | null> = {
    ...{
      code: line.code,
      name: line.name,
      lon: String(line.lon),
      lat: String(line.lat),
      address: line.address,
      owner: line.owner,
    },
    ownerKind: line.ownerKind === null ? null : ownerWords[line.ownerKind][language],
    ...{ dutyUnit: line.dutyUnitName, maintainerUnit: line.maintainerUnitName },
  }
  const values = shownDetails(kind.details, line.details)
  return [
    ...(Object.keys(columns) as Column[]).map((column) => plain[column] ?? ''),
    ...[line.areaName, kind.modelled ? (line.risk ? riskWords[line.risk] : unratedWords)[language] : ''],
    ...chargeRoles.map((role) =>
      calledAll(
        charges.filter((one) => one.role === role),
        language,
        maskName,
      ),
    ),
    ...Object.entries(kind.details).map(([id, detail]) => detailText(detail, values[id], language)),
  ]
}
