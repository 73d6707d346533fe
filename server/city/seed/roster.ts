import type pg from 'pg'

const dayMs = 86_400_000
/** The week a duty officer plans, from the start of this day to its end. */
const days = 8

type Rostered = { post: string; holder: string; relief: string; name: string; phone: string; nightOff: number | null }

/** The demo's duty desks. Its people are on duty round the clock, so that whoever tries the demo is called; an invented relief stands in. `nightOff`: the day whose night nobody has. */
const desks: readonly Rostered[] = [
  { post: 'post-city-duty', holder: 'p-city-duty', relief: 'p-city-relief', name: '闻静', phone: '13099990001', nightOff: null },
  {
    post: 'post-500105-duty',
    holder: 'p-jiangbei-duty',
    relief: 'p-jiangbei-relief',
    name: '秦朗',
    phone: '13099990002',
    nightOff: null,
  },
  {
    post: 'post-500105005-duty',
    holder: 'p-cuntan-duty',
    relief: 'p-cuntan-relief',
    name: '孟瑶',
    phone: '13099990003',
    nightOff: 2,
  },
]

/** Keeps a week of the demo's rosters filled, at every start; what somebody arranged or gave to another stays as it is,
 * and so does a shift that was taken back, unless it was the last one: the roster is filled from where it ends. */
export async function seedRoster(client: pg.ClientBase, now: Date): Promise<void> {
  // Midnight in UTC is eight in the morning in the demo's city, when shifts change.
  const today = Math.floor(now.getTime() / dayMs) * dayMs
  for (const { post, holder, relief, name, phone, nightOff } of desks) {
    // Another city, or the desk was given to somebody else since.
    const held = await client.query('select 1 from appointments where post = $1 and person = $2 and valid_to is null', [
      post,
      holder,
    ])
    if (held.rowCount === 0) continue
    await client.query('insert into persons (id, name, phone, demo) values ($1, $2, $3, true) on conflict do nothing', [
      relief,
      name,
      phone,
    ])
    await client.query(
      `insert into appointments (id, person, post, kind, valid_from) select $1, $2, $3, 'concurrent', min(valid_from) from appointments where post = $3
       on conflict do nothing`,
      [`appointment-${relief}`, relief, post],
    )
    for (let day = 0; day < days; day++) {
      const from = new Date(today + day * dayMs)
      const to = new Date(from.getTime() + (day === nightOff ? dayMs / 2 : dayMs))
      await client.query(
        `insert into duty_shifts (id, post, person, deputy, starts_at, ends_at) select $1, $2, $3, $4, $5, $6
         where not exists (select 1 from duty_shifts d where d.post = $2 and d.ends_at > $5) on conflict do nothing`,
        [`demo-${post}-${from.toISOString().slice(0, 10)}`, post, holder, relief, from, to],
      )
    }
  }
}
