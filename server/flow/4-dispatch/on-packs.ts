import type { RecordedFact } from '../../kernel/facts.ts'
import type { Tx } from '../../kernel/spine.ts'
import { holdersFor } from './store.ts'
import { type Telling, tell } from './tell.ts'
import type { Holder } from './types.ts'

type Asked = RecordedFact<'pack.off-asked'> | RecordedFact<'pack.tune-asked'>
type Told = RecordedFact<'pack.switched-off'> | Asked
type Tier = 'city' | 'district'

const isCity = (area: string): boolean => area.split('/').filter(Boolean).length === 1
const tierOf = (area: string): Tier => (isCity(area) ? 'city' : 'district')

const telling = (
  { area, body: { pack, name, areaName } }: Told,
  kind: 'pack-off' | 'pack-off-asked' | 'pack-tune-asked',
): Telling => ({
  ...{ event: null, order: null, area, kind, why: kind, urgent: false },
  pack: { id: pack, name, areaName },
})

/** Whoever leads the duty, and whoever leads, at a tier of a place; each once. */
async function leading(tx: Tx, tier: Tier, area: string, kinds: readonly ('duty' | 'leader')[]): Promise<Holder[]> {
  const found: Holder[] = []
  for (const kind of kinds) found.push(...(await holdersFor(tx, { postKind: `${tier}-${kind}`, tier }, area, tx.now)))
  const held = found.filter(({ person }) => person !== null)
  return [...new Map(held.map((one) => [one.person, one])).values()]
}

/** Somebody wants a pack off, or other settings: those of the same place who may confirm it hear of it, but for whoever asked. */
export async function onPackAsked(fact: Asked, tx: Tx): Promise<void> {
  if (fact.area === null) return
  const others = (await leading(tx, tierOf(fact.area), fact.area, ['duty', 'leader'])).filter(
    ({ person }) => person !== tx.actor.id,
  )
  await tell(tx, others, telling(fact, fact.kind === 'pack.off-asked' ? 'pack-off-asked' : 'pack-tune-asked'))
}

/** A pack is off at a place: the duty of the city hears of it; of the whole city, whoever leads it. */
export async function onPackOff(fact: RecordedFact<'pack.switched-off'>, tx: Tx): Promise<void> {
  if (fact.area === null) return
  const above = await leading(tx, 'city', fact.area, [isCity(fact.area) ? 'leader' : 'duty'])
  await tell(
    tx,
    above.filter(({ person }) => person !== tx.actor.id),
    telling(fact, 'pack-off'),
  )
}
