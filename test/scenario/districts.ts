import type { Story } from '../story.ts'

/** A second and a third district of the story's city with a duty post each; they lie where the real ones do, so that points are found in them. */
export const neighbours = {
  loading: { code: '500107', name: '九坡区', duty: 'hejing' },
  dumping: { code: '500105', name: '江岸区', duty: 'luping' },
} as const

/** Adds both districts; the city's unit answers for them too. */
export async function addDistricts(story: Story): Promise<void> {
  const now = story.now()
  await story.sql(
    `insert into areas (code, tier, name, kind, path, parent, valid_from) values ('50', 'city', '示例市', '市', '50/', null, $1)`,
    [now],
  )
  await story.sql(`insert into unit_areas (unit, area, path) values ('unit-city', '50', '50/')`)
  for (const [sort, { code, name, duty }] of Object.values(neighbours).entries()) {
    await story.sql(`insert into operating_districts (code, name, sort, kind) values ($1, $2, $3, 'division')`, [
      ...[code, name, sort + 2],
    ])
    await story.sql(
      `insert into areas (code, tier, name, kind, path, parent, operating_district, valid_from) values ($1, 'district', $2, '市辖区', '50/' || $1 || '/', '50', $1, $3)`,
      [code, name, now],
    )
    await story.sql(
      `insert into units (id, name, short_name, kind, tier, parent, valid_from) values ('unit-' || $1, $2 || '治理中心', $2, 'district-centre', 'district', 'unit-city', $3)`,
      [code, name, now],
    )
    await story.sql(`insert into unit_areas (unit, area, path) values ('unit-' || $1, $1, '50/' || $1 || '/')`, [code])
    await story.sql(
      `insert into posts (id, unit, name, kind, valid_from) values ('post-' || $1, 'unit-' || $1, '值班长', 'district-duty', $2)`,
      [code, now],
    )
    await story.sql(`insert into persons (id, name, phone, demo) values ('p-' || $1, $1, '13000099998', true)`, [duty])
    await story.sql(
      `insert into appointments (id, person, post, kind, valid_from) values ('appointment-' || $1, 'p-' || $2, 'post-' || $1, 'main', $3)`,
      [code, duty, now],
    )
    await story.sql(`insert into accounts (person, account, demo) values ('p-' || $1, $1, true)`, [duty])
  }
}
