import type { Db, Tx } from '../../../kernel/spine.ts'
import type { Said } from './rules/worth.ts'
import type { SeenBy } from './types.ts'

/** So many days of answers count: a camera that was turned or got another model of its maker is another one. */
const keepDays = 90
const dayMs = 86_400_000
const sinceDay = (now: Date): string => new Date(now.getTime() - keepDays * dayMs).toISOString().slice(0, 10)

type Sum = { real: number; unreal: number; told: number | null }
export type SaidOf = { camera: Said; model: Said; fixed: number | null }

/** Mean confidence told where nobody has answered yet; any value does, nothing is drawn from it. */
const untold = 0.5
const said = ({ real, unreal, told }: Sum): Said => ({
  real,
  unreal,
  told: real + unreal === 0 ? untold : (told ?? 0) / (real + unreal),
})

/** What people said of each camera and of all of its model in the last 90 days, or since an administrator had it learned anew. */
export async function readSaid(db: Db, type: string, seenBy: readonly SeenBy[], now: Date): Promise<SaidOf[]> {
  const sums = `coalesce(sum(a.real), 0)::int as real, coalesce(sum(a.unreal), 0)::int as unreal, sum(a.told) as told`
  const found: SaidOf[] = []
  for (const { protocol, number, camera, model } of seenBy) {
    const [gate] = await db.query<{ fixed: number | null; since: string | null }>(
      `select fixed, since::text as since from camera_gates where protocol = $1 and number = $2 and camera = $3 and type = $4`,
      [protocol, number, camera, type],
    )
    const from = [sinceDay(now), gate?.since ?? ''].toSorted().at(-1)
    const [own] = await db.query<Sum>(
      `select ${sums} from camera_answers a where protocol = $1 and number = $2 and camera = $3 and type = $4 and day >= $5`,
      [protocol, number, camera, type, from],
    )
    const [all] = model
      ? await db.query<Sum>(
          `select ${sums} from camera_answers a where protocol = $1 and model = $2 and type = $3 and day >= $4`,
          [...[protocol, model, type, sinceDay(now)]],
        )
      : []
    found.push({ camera: said(own!), model: said(all ?? { real: 0, unreal: 0, told: null }), fixed: gate?.fixed ?? null })
  }
  return found
}

/** The same for lines that bring what was said of their camera: what was said of their models is read at once, however many cameras there are. */
export async function saidOfLines(db: Db, lines: readonly GateLine[], now: Date): Promise<SaidOf[]> {
  const models = await db.query<Sum & { protocol: string; model: string; type: string }>(
    `select protocol, model, type, coalesce(sum(real), 0)::int as real, coalesce(sum(unreal), 0)::int as unreal, sum(told) as told
     from camera_answers where day >= $1 and model <> '' group by protocol, model, type`,
    [sinceDay(now)],
  )
  const keyOf = ({ protocol, model, type }: { protocol: string; model: string; type: string }) => `${protocol}\n${model}\n${type}`
  const byModel = new Map(models.map((one) => [keyOf(one), one]))
  const none: Sum = { real: 0, unreal: 0, told: null }
  return lines.map((line) => ({ camera: said(line), model: said(byModel.get(keyOf(line)) ?? none), fixed: line.fixed }))
}

/** Counts what was said of one camera. */
export async function addAnswer(tx: Tx, type: string, seenBy: SeenBy, given: { real: boolean; told: number }): Promise<void> {
  const { protocol, number, camera, model } = seenBy
  await tx.query(
    `insert into camera_answers (protocol, number, camera, model, type, day, real, unreal, told) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     on conflict (protocol, number, camera, type, day) do update set real = camera_answers.real + excluded.real,
       unreal = camera_answers.unreal + excluded.unreal, told = camera_answers.told + excluded.told, model = excluded.model`,
    [
      protocol,
      number,
      camera,
      model,
      type,
      tx.now.toISOString().slice(0, 10),
      Number(given.real),
      Number(!given.real),
      given.told,
    ],
  )
}

export type GateLine = SeenBy & {
  type: string
  name: string | null
  area: string | null
  real: number
  unreal: number
  told: number | null
  fixed: number | null
  since: string | null
  reason: string | null
  set_by: string | null
}

/** Cameras people said something of in the last 90 days, or whose gate somebody set; the one most often wrong first. */
export const readGateLines = (db: Db, now: Date): Promise<GateLine[]> =>
  db.query<GateLine>(
    `select k.protocol, k.number, k.camera, k.type, coalesce(c.model, '') as model, c.name, coalesce(c.area, o.area) as area, null::float8 as confidence,
       coalesce(sum(a.real), 0)::int as real, coalesce(sum(a.unreal), 0)::int as unreal, sum(a.told) as told, g.fixed, g.since::text as since, g.reason, g.set_by
     from (select protocol, number, camera, type from camera_answers where day >= $1 union select protocol, number, camera, type from camera_gates) k
     left join camera_gates g using (protocol, number, camera, type)
     left join camera_answers a on a.protocol = k.protocol and a.number = k.number and a.camera = k.camera and a.type = k.type and a.day >= greatest($1::date, g.since)
     left join cameras c on c.protocol = k.protocol and c.number = k.number and c.camera = k.camera
     left join senders s on s.protocol = k.protocol and s.number = k.number left join devices d on d.id = s.device left join objects o on o.id = d.object
     group by k.protocol, k.number, k.camera, k.type, c.model, c.name, c.area, o.area, g.fixed, g.since, g.reason, g.set_by
     order by coalesce(sum(a.unreal), 0) desc, k.camera, k.type limit 2000`,
    [sinceDay(now)],
  )

export type GateKey = { protocol: string; number: string; camera: string; type: string }

/** `fixed` null and `since` null: nothing is set any more, all answers count. */
export async function saveGate(
  tx: Tx,
  { protocol, number, camera, type }: GateKey,
  set: { fixed: number | null; since: string | null; reason: string; by: string },
): Promise<void> {
  await tx.query(
    `insert into camera_gates (protocol, number, camera, type, fixed, since, reason, set_by, set_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     on conflict (protocol, number, camera, type) do update set fixed = excluded.fixed, since = excluded.since, reason = excluded.reason,
       set_by = excluded.set_by, set_at = excluded.set_at`,
    [protocol, number, camera, type, set.fixed, set.since, set.reason, set.by, tx.now],
  )
}
