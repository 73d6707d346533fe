import { tiersUp } from '../../city/second-person/types.ts'
import type { RecordedFact } from '../../kernel/facts.ts'
import type { Tx } from '../../kernel/spine.ts'
import { holdersOfPosts } from './store.ts'
import { endTold, joinTold, postsWith } from './store-second.ts'
import { type Telling, tell } from './tell.ts'
import type { Holder } from './types.ts'

type OfPack = RecordedFact<'pack.off-asked'> | RecordedFact<'pack.tune-asked'>
type OfObject = RecordedFact<'object.change-asked'>
type OfVital = RecordedFact<'vital.publish-asked'>
type Over =
  | RecordedFact<`pack.${'off' | 'tune'}-${'refused' | 'withdrawn' | 'lapsed'}`>
  | RecordedFact<'pack.tuned' | 'pack.switched-off' | 'pack.switched-on'>
  | RecordedFact<'vital.published' | `vital.publish-${'refused' | 'withdrawn' | 'lapsed'}`>
  | RecordedFact<'object.changed' | `object.change-${'refused' | 'withdrawn' | 'lapsed'}`>

const isCity = (area: string): boolean => area.split('/').filter(Boolean).length === 1

/** A pack is to be off, or to look for other things: those of the same place who may confirm it hear of it, each once. */
export async function onPackAsked(fact: OfPack, tx: Tx): Promise<void> {
  const { area, body } = fact
  if (area === null) return
  const others = await othersWith(tx, 'pack.tune', [isCity(area) ? 'city' : 'district'], area)
  await tell(tx, others, {
    ...plain(area, fact.kind === 'pack.off-asked' ? 'pack-off-asked' : 'pack-tune-asked'),
    ...{ pack: { id: body.pack, name: body.name, areaName: body.areaName }, request: { id: body.request, batch: null } },
  })
}

/** An object would leave red or orange by a change: those of the same tier or above who may confirm it hear of it; of several asked for at once, once. */
export async function onChangeAsked({ area, body }: OfObject, tx: Tx): Promise<void> {
  if (area === null) return
  const { request, object, name, objectKind, tier, batch, more } = body
  const tiers = tiersUp.slice(Math.max(0, tiersUp.indexOf(tier ?? '')))
  const others = await othersWith(tx, 'object.confirm', tiers, area)
  const people = others.flatMap(({ person }) => person ?? [])
  const told = batch ? await joinTold(tx, { batch, request, people }) : new Set<string>()
  const fresh = others.filter(({ person }) => person !== null && !told.has(person))
  await tell(tx, fresh, {
    ...plain(area, 'object-change-asked'),
    ...{ change: { object, name, objectKind, more: more ?? false }, request: { id: request, batch: batch ?? null } },
  })
}

/** A definition of a vital would open events, or others: those of the same tier or above who may define it hear of it; of several asked for at once, once. */
export async function onVitalAsked({ area, body }: OfVital, tx: Tx): Promise<void> {
  if (area === null) return
  const { request, vital, name, tier, batch } = body
  const others = await othersWith(tx, 'vital.define', tiersUp.slice(Math.max(0, tiersUp.indexOf(tier))), area)
  const people = others.flatMap(({ person }) => person ?? [])
  const told = batch ? await joinTold(tx, { batch, request, people }) : new Set<string>()
  const fresh = others.filter(({ person }) => person !== null && !told.has(person))
  await tell(tx, fresh, {
    ...plain(area, 'vital-publish-asked'),
    ...{ definition: { code: vital, name, more: batch !== null }, request: { id: request, batch } },
  })
}

/** Answered, taken back, lapsed, or come about in another way: nobody need look any more. */
export async function onSecondOver({ body, area }: Over, tx: Tx): Promise<void> {
  if (!body.request) return
  for (const { id, person } of await endTold(tx, body.request))
    await tx.record({ kind: 'notice.cancelled', subject: person, area, body: { notice: id, person } })
}

/** Whoever could answer now, each once, but for whoever asks. */
async function othersWith(
  tx: Tx,
  permit: 'pack.tune' | 'object.confirm' | 'vital.define',
  tiers: readonly string[],
  area: string,
): Promise<Holder[]> {
  const posts = await postsWith(tx, { permit, tiers, area }, tx.now)
  const held = (await holdersOfPosts(tx, posts, tx.now)).filter(({ person }) => person !== null && person !== tx.actor.id)
  return [...new Map(held.map((one) => [one.person, one])).values()]
}

type Kind = 'pack-off-asked' | 'pack-tune-asked' | 'object-change-asked' | 'vital-publish-asked'
const plain = (area: string, kind: Kind): Telling => ({
  ...{ event: null, order: null, area, kind, why: kind, urgent: false },
})
