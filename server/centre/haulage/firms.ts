import type { HaulFirm } from '../../../contract/haul-effect.ts'
import type { Pack } from '../../../contract/pack.ts'
import type { Db } from '../../kernel/spine.ts'
import type { Seer } from '../desk/store-sight.ts'
import { type FirmCases, rateFirm, worstFirst } from './rules/rate-firm.ts'
import { type FirmCase, type FirmLine, readFirmCases, readFirms } from './store.ts'

/** So many cases of a firm are named. */
const mostCases = 12

/** The firms carriers name by a detail of their kind, with what was found of their carriers since a moment and their rate: the worst first. */
export async function firmsOf(db: Db, pack: Pack, seer: Seer, since: Date): Promise<HaulFirm[]> {
  const carrier = pack.haulage!.carrier.kind
  const details = pack.objects.find(({ kind }) => kind === carrier)?.details ?? {}
  const [named] = Object.entries(details).flatMap(([detail, one]) => (one.kind === 'object' ? [{ detail, kind: one.of }] : []))
  if (!named) return []
  const types = pack.types.map(({ id }) => id)
  const lines = await readFirms(db, seer.scope, { ...named, carrier, types, pack: pack.id, since })
  const newest = await readFirmCases(db, seer, { ...named, carrier, types, since, most: mostCases })
  const casesOf = Map.groupBy(newest, ({ firm }) => firm)
  return [...Map.groupBy(lines, ({ code }) => code).values()]
    .map((of) => firmOf(pack, of, casesOf.get(of[0]!.code) ?? []))
    .toSorted((a, b) => worstFirst(a.rate, b.rate) || b.cases - a.cases || (a.code < b.code ? -1 : 1))
}

function firmOf(pack: Pack, lines: FirmLine[], newest: FirmCase[]): HaulFirm {
  const { code, name, tickets } = lines[0]!
  const haulage = pack.haulage!
  const cases = lines.flatMap(({ type, grade, n }): FirmCases[] => (type === null ? [] : [{ type, grade, n }]))
  const reasons = [...Map.groupBy(cases, ({ type }) => type)].map(([type, of]) => ({
    ...{ type, typeName: pack.types.find(({ id }) => id === type)!.name },
    n: of.reduce((sum, { n }) => sum + n, 0),
  }))
  return {
    ...{ code, name, tickets, cases: cases.reduce((sum, { n }) => sum + n, 0) },
    rate: haulage.rate ? rateFirm(haulage.rate, haulage, { tickets, cases }) : null,
    reasons: reasons.toSorted((a, b) => b.n - a.n),
    newest: newest.map(({ firm: _, at, ...one }) => ({ ...one, at: at.toISOString() })),
  }
}
