import type { RecordedFact } from '../../kernel/facts.ts'
import type { Tx } from '../../kernel/spine.ts'
import { holdersFor } from './store.ts'
import { tell } from './tell.ts'

const isCity = (area: string): boolean => area.split('/').filter(Boolean).length === 1

/** A pack is off at a place: the duty of the city hears of it; of the whole city, whoever leads it. Each once. */
export async function onPackOff({ area, body }: RecordedFact<'pack.switched-off'>, tx: Tx): Promise<void> {
  if (area === null) return
  const { pack, name, areaName } = body
  const postKind = isCity(area) ? 'city-leader' : 'city-duty'
  const above = (await holdersFor(tx, { postKind, tier: 'city' }, area, tx.now)).filter(
    ({ person }) => person !== null && person !== tx.actor.id,
  )
  await tell(tx, [...new Map(above.map((one) => [one.person, one])).values()], {
    ...{ event: null, order: null, area, kind: 'pack-off', why: 'pack-off', urgent: false },
    pack: { id: pack, name, areaName },
  })
}
