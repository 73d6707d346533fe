import type { WallWho } from '../../../contract/wall-rows.ts'
import { maskBy } from '../../city/mask.ts'
import { answeringForAll } from '../../flow/4-dispatch/store-vitals.ts'
import type { KeptVital } from '../../flow/7-evaluate/vitals/stands/types.ts'
import type { Db } from '../../kernel/spine.ts'
import { type Answerable, answerForCases, phonesOf, unitNames } from './store-wall.ts'

type Named = { kind: Answerable['kind']; id: string; who: WallWho | null }
type Asked = { outside: readonly KeptVital[]; now: Date }

/**
 * Who answers for each thing: for an event who is at work on it, else who was called for it last, for an object who is responsible, for a vital whoever is
 * told when it is silent. Three statements for all of them, one more where nobody holds the posts of a vital, two more where a case called nobody.
 */
export async function withWho<T extends Named>(db: Db, things: readonly T[], { outside, now }: Asked): Promise<T[]> {
  const ids = (kind: Named['kind']) => things.filter((thing) => thing.kind === kind).map(({ id }) => id)
  const named = new Set(ids('vital'))
  const [cases, vitals] = await Promise.all([
    answerForCases(db, ids('event'), ids('object'), now),
    answerForOwners(db, ownedBy(outside.filter(({ code }) => named.has(code))), now),
  ])
  const silent = cases.filter(({ waits }) => waits !== null)
  const waiting = await answerForOwners(
    db,
    silent.map(({ id, waits }) => ({ ...{ kind: 'event' as const, key: id }, owner: waits, ownerPost: null })),
    now,
  )
  const found = new Map([...cases, ...vitals, ...waiting].map((one) => [`${one.kind} ${one.id}`, one]))
  return things.map((thing) => ({ ...thing, who: whoOf(found.get(`${thing.kind} ${thing.id}`)) }))
}

type Owned = { kind: Answerable['kind']; key: string; owner: string | null; ownerPost: string | null }
const ownedBy = (vitals: readonly KeptVital[]): Owned[] =>
  vitals.map(({ code, definition: { owner = null, ownerPost = null } }) => ({ kind: 'vital', key: code, owner, ownerPost }))

/** The first of those who answer for a vital, or of the unit a case waits for; where nobody does, at least the unit. */
async function answerForOwners(db: Db, owned: readonly Owned[], now: Date): Promise<Answerable[]> {
  if (owned.length === 0) return []
  const answering = await answeringForAll(db, owned, now)
  const firsts = owned.map(({ kind, key, owner }) => ({ kind, id: key, owner, first: answering.get(key)?.[0] ?? null }))
  const phones = await phonesOf(
    db,
    firsts.flatMap(({ first }) => first?.person ?? []),
  )
  const units = await unitNames(
    db,
    firsts.flatMap(({ first, owner }) => (first || !owner ? [] : [owner])),
  )
  return firsts.map(({ kind, id, owner, first }) => ({
    ...{ kind, id, unit_name: first?.unit_name ?? units.get(owner ?? '') ?? null, called_at: null, waits: null },
    ...{ post_name: first?.post_name ?? null, name: first?.person_name ?? null, phone: phones.get(first?.person ?? '') ?? null },
  }))
}

const whoOf = (row: Answerable | undefined): WallWho | null =>
  row && (row.unit_name || row.name)
    ? {
        ...{ unitName: row.unit_name, postName: row.post_name, name: row.name, phone: maskBy('phone', row.phone) },
        calledAt: row.called_at?.toISOString() ?? null,
      }
    : null
