import { type ChargeNames, chargeRoles, chargeWordsOf } from '../../../contract/charge-words.ts'
import type { NamedTarget } from '../../../contract/review.ts'
import type { Words } from '../../../contract/words.ts'
import { maskName } from '../../city/mask.ts'
import { objectKindsOf } from '../../city/pack/object-kinds.ts'
import type { Packs } from '../../city/pack/packs.ts'
import type { Db } from '../../kernel/spine.ts'
import { cityTime } from '../desk/rules/csv.ts'
import { findItems } from '../items/store.ts'
import { calledAll } from '../register/rules/read-charges.ts'
import type { ChargeLine } from '../register/types.ts'
import { type DutyTarget, limitWords } from './rules/shows-duty.ts'
import {
  chargesOf,
  findObjects,
  findPosts,
  findShifts,
  type ItemFound,
  itemNamed,
  type ObjectFound,
  type PostFound,
  type ShiftFound,
  type Sought,
} from './store-duties.ts'

/** Of each sort of duties so many are offered: words narrow them. */
const eachAtMost = 20
/** Where and for whom duties are looked for. `object`: what the review is of. */
export type DutyPlace = {
  packs: Packs
  area: string
  object: string | null
  scope: readonly string[]
  zone: string
  now: Date
}

const both = (of: Words, name: Words): Words => ({ zh: `${of.zh} · ${name.zh}`, en: `${of.en} · ${name.en}` })
const same = (text: string): Words => ({ zh: text, en: text })
const nobody: Words = { zh: '无人', en: 'nobody' }

/** What of the duties could change: who answers for the objects, rosters, who holds posts, shifts, business items, with how each stands. */
export async function dutyChoices(db: Db, place: DutyPlace, q: string | null): Promise<{ rows: NamedTarget[]; more: boolean }> {
  const sought: Sought = { scope: place.scope, area: place.area, q, one: null, limit: eachAtMost + 1, now: place.now }
  const [objects, posts, shifts, items] = await Promise.all([
    findObjects(db, { ...sought, limit: 6 }, place.object),
    findPosts(db, sought),
    findShifts(db, sought),
    findItems(
      db,
      { areas: [...place.scope], above: [], state: 'in-force', ...(q ? { q } : {}) },
      { after: null, limit: eachAtMost + 1 },
    ),
  ])
  const [shown, charges] = [
    objects.slice(0, 5),
    await chargesOf(
      db,
      objects.map(({ object }) => object),
      null,
    ),
  ]
  const first = <T>(list: readonly T[]): T[] => list.slice(0, eachAtMost)
  return {
    rows: [
      ...shown.flatMap((one) => chargeRoles.map((role) => chargeNamed(one, role, charges, place))),
      ...first(posts).flatMap((one) => (one.kept ? [rosterNamed(one)] : [])),
      ...first(posts).map(postNamed),
      ...first(shifts).map((one) => shiftNamed(one, place)),
      ...first(items.lines).map(itemOf),
    ],
    more: objects.length > 5 || [posts, shifts, items.lines].some(({ length }) => length > eachAtMost),
  }
}

/** A duty with its name and how it stands; null: there is no such thing within one's areas. */
export async function nameDuty(db: Db, target: DutyTarget, place: DutyPlace): Promise<NamedTarget | null> {
  const sought = (one: string): Sought => ({ scope: place.scope, area: place.area, q: null, one, limit: 1, now: place.now })
  switch (target.what) {
    case 'roster':
    case 'post': {
      const [found] = await findPosts(db, sought(target.post))
      if (!found || (target.what === 'roster' && !found.kept)) return null
      return target.what === 'roster' ? rosterNamed(found) : postNamed(found)
    }
    case 'shift': {
      const [found] = await findShifts(db, sought(target.shift))
      return found ? shiftNamed(found, place) : null
    }
    case 'charge': {
      const [found] = await findObjects(db, sought(target.object), place.object)
      return found ? chargeNamed(found, target.role, await chargesOf(db, [target.object], target.role), place) : null
    }
    case 'item': {
      const found = await itemNamed(db, place.scope, target.code)
      return found && itemOf(found)
    }
  }
}

const rosterNamed = ({ post, name, on, ahead }: PostFound): NamedTarget => ({
  target: { what: 'roster', post },
  name: both(same(name), { zh: '值班表', en: 'roster' }),
  stands: { zh: `现在${on ?? '无人'}，往后 ${ahead} 班`, en: `now ${on ?? 'nobody'}, ${ahead} shifts ahead` },
})

const postNamed = ({ post, name, holders }: PostFound): NamedTarget => ({
  target: { what: 'post', post },
  name: both(same(name), { zh: '任职', en: 'who holds it' }),
  stands: holders.length === 0 ? nobody : { zh: holders.join('、'), en: holders.join(', ') },
})

function shiftNamed({ shift, name, person, from, to }: ShiftFound, { zone }: DutyPlace): NamedTarget {
  const [begins, ends] = [from, to].map((at) => cityTime(at.toISOString(), zone)!.slice(0, 16))
  return { target: { what: 'shift', shift }, name: both(same(name), same(`${begins}～${ends}`)), stands: same(person) }
}

/** Who answers now, or will: as the register calls them, with what is personal masked. */
function chargeNamed(
  { object, name, kind }: ObjectFound,
  role: ChargeLine['role'],
  charges: readonly ChargeLine[],
  { packs, now }: DutyPlace,
): NamedTarget {
  const standing = charges.filter(
    (one) => one.object === object && one.role === role && (one.valid_to === null || one.valid_to > now),
  )
  return {
    target: { what: 'charge', object, role },
    name: both(same(name), chargeWordsOf(role, { charges: roleNames(packs, kind) })),
    stands: standing.length === 0 ? nobody : { zh: calledAll(standing, 'zh', maskName), en: calledAll(standing, 'en', maskName) },
  }
}
const roleNames = (packs: Packs, kind: string): ChargeNames =>
  objectKindsOf(packs.all()).find((one) => one.kind === kind)?.charges ?? {}

function itemOf({ code, name, accept, finish }: ItemFound): NamedTarget {
  const [taken, done] = [accept, finish].map((limit) => (limit === null ? { zh: '无', en: 'none' } : limitWords(limit)))
  return {
    target: { what: 'item', code },
    name: both(same(name), same(code)),
    stands: { zh: `受理 ${taken!.zh}，办结 ${done!.zh}`, en: `accept within ${taken!.en}, finish within ${done!.en}` },
  }
}
