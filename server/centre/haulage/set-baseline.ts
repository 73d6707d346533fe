import type { Caller } from '../../kernel/http.ts'
import { plainText } from '../../kernel/plain-text.ts'
import type { Tx } from '../../kernel/spine.ts'
import type { SaidBaseline } from './rules/read-baseline-row.ts'
import { homeOfDistrict, putBaseline } from './store-baseline.ts'
import type { District } from './types.ts'

/** Puts what a district says of before in force, and records it where the district is at home. */
export async function setBaseline(
  tx: Tx,
  { actor, person, unit, scope }: Caller,
  { pack, district, said }: { pack: string; district: District; said: SaidBaseline },
): Promise<void> {
  const { from, to, found, handled, hours } = said
  const source = plainText(said.source)
  const says = { found, handled, hours, source, from_day: from, to_day: to }
  await putBaseline(tx, { pack, district: district.code, ...says, made_by: person, made_name: actor.name ?? actor.id })
  const area = await homeOfDistrict(tx, district.code, scope)
  const body = { pack, areaName: district.name, found, handled, hours, source, from, until: to }
  await tx.record({ kind: 'haul-baseline.set', subject: district.code, area, unit, body })
}
