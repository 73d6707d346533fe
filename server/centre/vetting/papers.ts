import type { VettingCard } from '../../../contract/vetting.ts'
import { namedIn, namingOf, readNaming } from '../../city/object/store-referred.ts'
import type { Packs } from '../../city/pack/packs.ts'
import { ticketsOfPlate } from '../../flow/1-ingest/tickets/store.ts'
import { readPermit } from '../../flow/2-detect/haulage/rules/read-permit.ts'
import { cityDay } from '../../kernel/calendar.ts'
import type { Db } from '../../kernel/spine.ts'
import { namesOf } from './store.ts'

type Asked = { type: string; thing: string | null; object: VettingCard['object']; now: Date; zone: string }
const dayMs = 86_400_000
const mostPermits = 20

/** The permits and tickets of what was seen, where its pack says which they are, and whose it is. */
export async function papersOf(
  db: Db,
  packs: Packs,
  { type, thing, object, now, zone }: Asked,
): Promise<Pick<VettingCard, 'firm' | 'permits' | 'tickets'>> {
  const pack = packs.typeOf(type)?.pack
  const haulage = pack?.haulage
  if (!pack || !haulage) return { firm: null, permits: [], tickets: [] }
  const tickets = thing ? await ticketsOfPlate(db, pack.id, thing, new Date(now.getTime() - dayMs)) : []
  return {
    firm: object ? await firmOf(db, object) : null,
    permits: object ? await permitsOf(db, packs, haulage.permit, { object, today: cityDay(now, zone) }) : [],
    tickets: tickets.map((one) => ({
      ...{ no: one.no, fromName: one.from_name, toName: one.to_name, openedAt: one.opened_at.toISOString() },
      closedAt: one.closed_at?.toISOString() ?? null,
    })),
  }
}

/** The name of the first object a thing names: a truck's firm. */
async function firmOf(db: Db, { defs, details }: NonNullable<Asked['object']>): Promise<string | null> {
  const [named] = namedIn(defs, details)
  return named ? ((await namesOf(db, [named.code])).get(named.code) ?? null) : null
}

type Holder = { object: NonNullable<Asked['object']>; today: string }
type Permit = NonNullable<ReturnType<Packs['all']>[number]['haulage']>['permit']

async function permitsOf(db: Db, packs: Packs, named: Permit, { object, today }: Holder): Promise<VettingCard['permits']> {
  const naming = namingOf(packs.all(), object.kind).filter(({ kind }) => kind === named.kind)
  const rows = await readNaming(db, naming, object.code, mostPermits)
  return rows.flatMap(({ id, code, name, details }) => {
    const permit = readPermit(named, code, details)
    if (!permit) return []
    const { validFrom: from, validUntil: until, hours } = permit
    const valid = from <= today && today <= until
    return [{ id, code, name, from, until, valid, hoursFrom: hours?.from ?? null, hoursTo: hours?.to ?? null }]
  })
}
