import type pg from 'pg'
import { type Chance, chanceFrom, pick } from '../area/rules/chance.ts'

const base32 = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const surnames = [...'江云柏程岑卓项虞']
const given = ['知远', '明澈', '思渝', '若川', '清禾', '景行'] as const
const keepers = ['渝居物业（演示）', '江岸物业（演示）', '安和物业（演示）'] as const
/** Of ten buildings three have no manager in the register: a place that is empty, as any register has some. */
const managedShare = 0.7
const firms = ['安捷消防维保（演示）', '永盾消防技术（演示）', '渝安设施维保（演示）'] as const
const places = ['大门左侧', '大堂入口右侧', '消防控制室门旁'] as const
/** The district a newcomer begins in: half of its plates are left for them to make. */
const begun = '500105'

type Coded = { id: string; district: string }
type Code = { object: string; code: string; posted: string | null }

/** Who answers for the invented high-rises, and plates of most of them: some hang, some are printed only. All of it is demo. */
export async function seedPlates(client: pg.ClientBase, buildings: readonly Coded[], now: Date): Promise<void> {
  const charges = buildings.flatMap(({ id }, n) => {
    const chance = chanceFrom(`charges:${id}`)
    const person = pick(surnames, chance) + pick(given, chance)
    const number = (role: number) => `1300${String(role * 1_000_000 + n).padStart(7, '0')}`
    const maintainer = { object: id, role: 'maintainer', name: pick(firms, chance), phone: number(8) }
    const manager = { object: id, role: 'manager', name: pick(keepers, chance), phone: number(9) }
    return [
      { object: id, role: 'responsible', name: person, phone: number(7) },
      ...(chance() < managedShare ? [manager] : []),
      maintainer,
    ]
  })
  await client.query(
    `insert into object_charges (id, object, role, outside_name, outside_phone, valid_from, outside_firm)
     select gen_random_uuid(), n.*, $5::timestamptz - interval '200 days', n.role <> 'responsible' from unnest($1::text[], $2::text[], $3::text[], $4::text[]) as n(object, role, name, phone)`,
    [charges.map((c) => c.object), charges.map((c) => c.role), charges.map((c) => c.name), charges.map((c) => c.phone), now],
  )
  const codes = buildings.flatMap(codeOf)
  await client.query(
    `insert into object_codes (id, code, object, issued_at, issued_by, posted_at, posted_by, posted_where)
     select gen_random_uuid(), n.code, n.object, $4, '登记员（演示）', case when n.posted is not null then $4::timestamptz end,
       case when n.posted is not null then '网格员（演示）' end, n.posted
     from unnest($1::text[], $2::text[], $3::text[]) as n(object, code, posted)`,
    [codes.map((c) => c.object), codes.map((c) => c.code), codes.map((c) => c.posted), now],
  )
  await client.query(
    `update objects o set code_state = case when c.posted_at is null then 'issued' else 'posted' end from object_codes c
     where c.object = o.id and c.ended_at is null`,
  )
}

/** Four of five have a code (half of them where a newcomer begins), of three of four of these the plate hangs. Codes of the demo follow from the seed: anybody may guess them. */
function codeOf({ id, district }: Coded): Code[] {
  const chance: Chance = chanceFrom(`code:${id}`)
  if (chance() > (district === begun ? 0.4 : 0.8)) return []
  const code = Array.from({ length: 10 }, () => base32[Math.floor(chance() * 32)]).join('')
  return [{ object: id, code, posted: chance() < 0.75 ? pick(places, chance) : null }]
}
