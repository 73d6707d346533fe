import type { WallWho } from '../../../contract/wall-rows.ts'
import { maskBy } from '../../city/mask.ts'
import { answeringForAll } from '../../flow/4-dispatch/store-vitals.ts'
import type { KeptVital } from '../../flow/7-evaluate/vitals/stands/types.ts'
import type { Db } from '../../kernel/spine.ts'
import { type Answerable, answerForCases, phonesOf, unitNames } from './store-wall.ts'

type Named = { kind: Answerable['kind']; id: string; who: WallWho | null }
type Asked = { outside: readonly KeptVital[]; now: Date }

/**
 * Who answers for each thing: for an event who is at work on it, for an object who is responsible, for a vital whoever is told when it is silent. Three
 * statements for all of them, one more where nobody holds the posts of a vital.
 */
export async function withWho<T extends Named>(db: Db, things: readonly T[], { outside, now }: Asked): Promise<T[]> {
  const ids = (kind: Named['kind']) => things.filter((thing) => thing.kind === kind).map(({ id }) => id)
  const named = new Set(ids('vital'))
  const [cases, vitals] = await Promise.all([
    answerForCases(db, ids('event'), ids('object'), now),
    answerForVitals(
      db,
      outside.filter(({ code }) => named.has(code)),
      now,
    ),
  ])
  const found = new Map([...cases, ...vitals].map((one) => [`${one.kind} ${one.id}`, one]))
  return things.map((thing) => ({ ...thing, who: whoOf(found.get(`${thing.kind} ${thing.id}`)) }))
}

/** The first of those who answer for a vital; where nobody does, at least the unit it is of. */
async function answerForVitals(db: Db, vitals: readonly KeptVital[], now: Date): Promise<Answerable[]> {
  if (vitals.length === 0) return []
  const owned = vitals.map(({ code, definition: { owner = null, ownerPost = null } }) => ({ key: code, owner, ownerPost }))
  const answering = await answeringForAll(db, owned, now)
  const firsts = owned.map(({ key, owner }) => ({ id: key, owner, first: answering.get(key)?.[0] ?? null }))
  const phones = await phonesOf(
    db,
    firsts.flatMap(({ first }) => first?.person ?? []),
  )
  const units = await unitNames(
    db,
    firsts.flatMap(({ first, owner }) => (first || !owner ? [] : [owner])),
  )
  return firsts.map(({ id, owner, first }) => ({
    ...{ kind: 'vital' as const, id, unit_name: first?.unit_name ?? units.get(owner ?? '') ?? null },
    ...{ post_name: first?.post_name ?? null, name: first?.person_name ?? null, phone: phones.get(first?.person ?? '') ?? null },
  }))
}

const whoOf = (row: Answerable | undefined): WallWho | null =>
  row && (row.unit_name || row.name)
    ? { unitName: row.unit_name, postName: row.post_name, name: row.name, phone: maskBy('phone', row.phone) }
    : null
