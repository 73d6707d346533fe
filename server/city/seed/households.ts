import type pg from 'pg'
import { chanceFrom, pick } from '../area/rules/chance.ts'
import type { HazardPoint } from './hazard-points.ts'

const surnames = [...'江云柏程岑卓项虞晏宁']
const given = ['守山', '明溪', '长贵', '素芳', '成林', '桂香', '永安', '小渝'] as const
const helps = ['行动不便老人 1 人（演示）', '幼儿 1 人（演示）', '卧床病人 1 人（演示）'] as const
/** More than that no invented point has; the rest of its number is not written down. */
const most = 24

type Row = { object: string; door: string; head: string; persons: number; inCharge: string; help: string | null }

/** The households of an invented point: as many as its register says, their people about as many as it says. */
export function inventHouseholds({ id, details }: Pick<HazardPoint, 'id' | 'details'>): Row[] {
  const chance = chanceFrom(`households:${id}`)
  const [households, persons] = [Number(details.households ?? 0), Number(details.persons ?? 0)]
  const name = (): string => pick(surnames, chance) + pick(given, chance)
  const inCharge = name()
  return Array.from({ length: Math.min(households, most) }, (_, i) => ({
    ...{ object: id, door: `${1 + Math.floor(i / 8)} 社 ${(i % 8) + 1} 号`, head: name(), inCharge },
    persons: Math.max(1, Math.round(persons / Math.max(1, households)) + Math.floor(chance() * 3) - 1),
    help: chance() < 0.2 ? pick(helps, chance) : null,
  }))
}

/** Writes the invented households of all points down; all of them are demo. */
export async function insertHouseholds(client: pg.ClientBase, points: readonly HazardPoint[]): Promise<void> {
  const rows = points.flatMap(inventHouseholds)
  await client.query(
    `insert into households (id, object, door, head, persons, in_charge, help, demo)
     select gen_random_uuid(), n.*, true from unnest($1::text[], $2::text[], $3::text[], $4::int[], $5::text[], $6::text[])
       as n(object, door, head, persons, in_charge, help)`,
    [
      ...[rows.map(({ object }) => object), rows.map(({ door }) => door), rows.map(({ head }) => head)],
      ...[rows.map(({ persons }) => persons), rows.map(({ inCharge }) => inCharge), rows.map(({ help }) => help)],
    ],
  )
}
