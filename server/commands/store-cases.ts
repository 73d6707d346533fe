import type pg from 'pg'
import type { Actor } from '../../contract/actor.ts'
import { type Cell, copyRows } from '../city/seed/copy-rows.ts'
import { besideIds, type Case, type CaseGround, cameAs, type Holder, type Lead, noteId, notesOf, photoOf } from './scale-cases.ts'
import { readGrids } from './store-scale.ts'

type Staff = { area: string; kind: string; side: string | null; board: string | null; actor: Actor }

/** Every grid in force with the posts a town's cases go through. Towns that lack one have no grids here. */
export async function readCaseGrounds(client: pg.ClientBase): Promise<CaseGround[]> {
  const { rows: staff } = await client.query<Staff>(
    `select ua.path as area, po.kind, po.side, u.board,
       jsonb_build_object('kind', 'person', 'id', p.id, 'name', p.name, 'post', po.id, 'postName', po.name, 'unit', u.id, 'unitName', u.name) as actor
     from posts po join units u on u.id = po.unit join unit_areas ua on ua.unit = u.id
     join appointments a on a.post = po.id and a.valid_to is null join persons p on p.id = a.person
     where po.kind in ('town-post', 'town-duty', 'district-duty') order by po.id`,
  )
  const by = Map.groupBy(staff, ({ area }) => area)
  const towns = new Map<string, Omit<CaseGround, 'path' | 'lon' | 'lat'> | null>()
  const of = (town: string) => {
    if (!towns.has(town)) towns.set(town, whoOf(by.get(town) ?? [], by.get(districtOf(town)) ?? by.get(town) ?? []))
    return towns.get(town)
  }
  return (await readGrids(client)).flatMap(({ path, town, lon, lat }) => {
    const who = of(town)
    return who ? [{ path, lon, lat, ...who }] : []
  })
}

/** `50/500105/500105001/` → `50/500105/`. */
const districtOf = (town: string): string => `${town.split('/').slice(0, 2).join('/')}/`

function whoOf(town: readonly Staff[], district: readonly Staff[]): Omit<CaseGround, 'path' | 'lon' | 'lat'> | null {
  const checker = town.find(({ kind }) => kind === 'town-duty')
  const opener = district.find(({ kind }) => kind === 'district-duty') ?? town.find(({ kind }) => kind === 'district-duty')
  const leads = town.filter(({ kind, side, board }) => kind === 'town-post' && side === 'A' && board)
  if (!checker || !opener || leads.length === 0) return null
  const lead = Object.fromEntries(leads.map(({ board, actor }) => [board!, leadOf(actor, 'town')]))
  return { checker: holder(checker.actor), opener: holder(opener.actor), lead }
}

const holder = (actor: Actor): Holder => ({
  ...{ person: actor.id, name: actor.name ?? '', post: actor.post ?? '', unit: actor.unit ?? '', actor },
})

const leadOf = (actor: Actor, tier: Lead['tier'], beside: Holder | null = null): Lead => ({
  ...holder(actor),
  unitName: actor.unitName ?? '',
  tier,
  beside,
})

type DistrictStaff = { kind: string; domain: string | null; actor: Actor }

/**
 * Grids of one operating district with its departments by their fields; its duty officer opens and looks at what was done. Of a district a
 * zone has some towns of, its own towns only. None where nobody answers.
 */
export async function readDistrictGrounds(client: pg.ClientBase, district: string): Promise<CaseGround[]> {
  const own = `t.operating_district = $1 and t.tier = 'town' and t.valid_to is null`
  const { rows: staff } = await client.query<DistrictStaff>(
    `select po.kind, u.domain,
       jsonb_build_object('kind', 'person', 'id', p.id, 'name', p.name, 'post', po.id, 'postName', po.name, 'unit', u.id, 'unitName', u.name) as actor
     from posts po join units u on u.id = po.unit join appointments a on a.post = po.id and a.valid_to is null join persons p on p.id = a.person
     where po.kind in ('district-duty', 'department-clerk') and u.id in (
       select ua.unit from unit_areas ua join areas t on ${own} and starts_with(t.path, ua.path)) order by po.id`,
    [district],
  )
  const opener = staff.find(({ kind }) => kind === 'district-duty')?.actor
  if (!opener) return []
  const clerks = Map.groupBy(
    staff.filter(({ kind, domain }) => kind === 'department-clerk' && domain),
    ({ domain }) => domain!,
  )
  const lead = Object.fromEntries(
    [...clerks].map(([domain, [a, b]]) => [domain, leadOf(a!.actor, 'district', b ? holder(b.actor) : null)]),
  )
  const { rows: grids } = await client.query<{ path: string; place: string; lon: number; lat: number }>(
    `select g.path, t.name as place, g.lon, g.lat from areas t join areas g on g.path ~>=~ t.path and g.path ~<~ (t.path || chr(126))
     where ${own} and g.tier = 'grid' and g.valid_to is null order by g.code`,
    [district],
  )
  return grids.map(({ place, ...grid }) => ({
    ...grid,
    home: { district, place },
    lead,
    checker: holder(opener),
    opener: holder(opener),
  }))
}

type Kept = { code: (one: Case) => string; no: (one: Case) => string; photo: { sha256: string; size: number } }
/** When each line of the checklist was done. */
const doneText = ({ matter, submitted }: Case): string =>
  JSON.stringify(Object.fromEntries([photoOf(matter.plan), ...notesOf(matter)].map(({ id }) => [id, submitted])))

/** The n-th words of a case, where its post wrote so many. */
const noteTable = (at: number): Table => ({
  into: 'evidence (id, event, work_order, item, kind, value, taken_at, added_at, added_by)',
  row: (one) => {
    const note = one.park ? undefined : notesOf(one.matter)[at]
    const { event, order, submitted, lead } = one
    if (!note) return null
    return [noteId(one, at), event, order, note.id, 'text', JSON.stringify(note.words), submitted, submitted, lead.person]
  },
})

type Table = { into: string; row: (one: Case, kept: Kept) => Cell[] | null }

const tables: readonly Table[] = [
  {
    into: 'reports (id, code, source, type, content, area, lon, lat, happened_at, received_at, state, event, home_event, outcome, told_at, demo)',
    row: (one, { code }) => {
      const { found, report, written, ground, filed, park, event } = one
      if (found) return null
      return [
        ...[report, code(one), 'citizen', cameAs(one).type, written.content, ground.path, ground.lon, ground.lat],
        ...[filed, filed, park ? 'handling' : 'closed', event, event, park ? 'parked' : 'closed'],
        ...[park ? one.parked : one.checked, true],
      ]
    },
  },
  {
    into: 'signals (id, source, type, title, grade, state, report, event, home_event, object, rule, area, lon, lat, content, received_at, decided_at, decided_by, version, demo)',
    row: (one) => [
      ...[one.signal, cameAs(one).source, cameAs(one).type, one.written.title, cameAs(one).grade, 'opened'],
      ...[one.found ? null : one.report, one.event, one.event],
      ...[one.found?.carrier.id ?? null, one.found ? `${one.matter.pack}/${one.found.check}` : null],
      ...[
        one.ground.path,
        one.ground.lon,
        one.ground.lat,
        one.written.content,
        one.filed,
        one.opened,
        one.ground.opener.name,
        2,
        true,
      ],
    ],
  },
  {
    into: `events (id, no, type, pack, pack_version, grade, title, state, mode, source, object, area, lon, lat, content, opened_at, dispatched_at,
      checking_at, closed_at, closed_by, lead_unit, lead_name, tier, pause, version, changed_at, demo)`,
    row: (one, { no }) => [
      ...[one.event, no(one), one.matter.type, one.matter.pack, one.matter.version, 'minor', one.written.title],
      ...[
        one.park ? 'parked' : 'closed',
        'triage',
        cameAs(one).source,
        one.found?.carrier.id ?? null,
        one.ground.path,
        one.ground.lon,
        one.ground.lat,
        one.written.content,
      ],
      ...[one.opened, one.opened, ...(one.park ? [null, null, null] : [one.submitted, one.checked, one.ground.checker.person])],
      ...[
        one.lead.unit,
        one.lead.unitName,
        one.lead.tier,
        one.park ? pauseText(one, one.park) : null,
        5,
        one.park ? one.parked : one.checked,
        true,
      ],
    ],
  },
  {
    into: 'dispatches (event, pack, version, plan, why, mode, dispatched_at, plan_version)',
    row: ({ event, matter, opened, lead }) => [
      ...[event, matter.pack, matter.version, planText(matter.plan)],
      ...[JSON.stringify([{ role: 'lead', unit: lead.unit, reason: 'plan', unitName: lead.unitName }]), 'person', opened, 0],
    ],
  },
  {
    into: `work_orders (id, event, unit, unit_name, post, role, mandatory, state, area, asked_at, accept_by, arrive_by, finish_by, provisional,
      accepted_at, accepted_by, accepted_name, arrived_at, submitted_at, submitted_by, done_at, result, checklist, done_items, paused_at, version, changed_at, demo)`,
    row: (one) => [
      ...[one.order, one.event, one.lead.unit, one.lead.unitName, one.lead.post, 'lead', true, one.park ? 'accepted' : 'passed'],
      ...[one.ground.path, one.opened, one.acceptBy, one.arriveBy, one.finishBy, one.provisional],
      ...[one.accepted, one.lead.person, one.lead.name],
      ...(one.park ? [null, null, null, null, null] : [one.arrived, one.submitted, one.lead.person, one.checked, one.result]),
      ...[checklistText(one.matter.plan), one.park ? '{}' : doneText(one)],
      ...[one.park ? one.parked : null, one.park ? 3 : 6 + notesOf(one.matter).length, one.park ? one.parked : one.checked, true],
    ],
  },
  {
    into: 'calls (id, event, work_order, step, post, person, why, inform, called_at, answered_at)',
    row: ({ call, event, order, lead, opened, accepted }) => [
      ...[call, event, order, 0, lead.post, lead.person, 'plan', false, opened, accepted],
    ],
  },
  {
    into: 'notices (id, person, post, event, work_order, kind, why, urgent, made_at)',
    row: ({ notice, lead, event, order, called }) => [
      notice,
      lead.person,
      lead.post,
      event,
      order,
      'order',
      'plan',
      false,
      called,
    ],
  },
  {
    into: 'notices (id, person, post, event, work_order, kind, why, urgent, made_at)',
    row: ({ asked, ground, event, park, accepted, submitted }) => {
      const [to, why] = park ? [ground.opener, 'pause'] : [ground.checker, 'check']
      return [asked, to.person, to.post, event, null, why, why, false, park ? accepted : submitted]
    },
  },
  {
    into: 'calls (id, event, work_order, step, post, person, why, inform, called_at, answered_at)',
    row: (one) => {
      const { lead, event, order, opened, accepted } = one
      if (!lead.beside) return null
      return [besideIds(one).call, event, order, 0, lead.beside.post, lead.beside.person, 'plan', false, opened, accepted]
    },
  },
  {
    into: 'notices (id, person, post, event, work_order, kind, why, urgent, made_at)',
    row: (one) => {
      const { lead, event, order, called } = one
      if (!lead.beside) return null
      return [besideIds(one).notice, lead.beside.person, lead.beside.post, event, order, 'order', 'plan', false, called]
    },
  },
  {
    into: 'files (id, sha256, size, received, kind, state, owner, event, made_at)',
    row: ({ park, file, lead, event, submitted }, { photo }) =>
      park ? null : [file, photo.sha256, photo.size, photo.size, 'image/png', 'complete', lead.person, event, submitted],
  },
  {
    into: 'evidence (id, event, work_order, item, kind, file, hash, taken_at, added_at, added_by)',
    row: ({ park, evidence, event, order, matter, file, submitted, lead }, { photo }) =>
      park
        ? null
        : [evidence, event, order, photoOf(matter.plan).id, 'photo', file, photo.sha256, submitted, submitted, lead.person],
  },
  noteTable(0),
  noteTable(1),
  {
    into: 'checks (id, event, by_person, by_post, passed, checked_at)',
    row: ({ park, check, event, ground, checked }) =>
      park ? null : [check, event, ground.checker.person, ground.checker.post, true, checked],
  },
  {
    into: 'event_parts (event, home_event, signal, why, area, district, name, ref, named, at, since)',
    row: ({ found, matter, event, signal, ground: { path, home }, filed, opened }) =>
      matter.hasParts && home && !found
        ? [event, event, signal, 'place', path, home.district, home.place, `signal ${signal}`, null, filed, opened]
        : null,
  },
  {
    into: 'timers (key, kind, due_at, body)',
    row: ({ park, event }) => (park ? [`pause:${event}`, 'event.pause-over', park.until, JSON.stringify({ event })] : null),
  },
]

const pauseText = (one: Case, { until, reason }: { until: Date; reason: string }): string =>
  JSON.stringify({ verb: 'park', until, reason, askedBy: one.lead.person, askedByName: one.lead.name, granted: true })

const kept = new WeakMap<object, string>()
function planText(plan: object): string {
  const text = kept.get(plan) ?? JSON.stringify(plan)
  kept.set(plan, text)
  return text
}
const checklistText = (plan: { checklist: readonly object[] }): string => {
  const text = kept.get(plan.checklist) ?? JSON.stringify(plan.checklist)
  kept.set(plan.checklist, text)
  return text
}

/** Rows of laid cases in every table a case leaves some in, as `factsOfCase` tells of them. */
export async function copyCases(client: pg.ClientBase, cases: () => Iterable<Case>, known: Kept): Promise<void> {
  for (const { into, row } of tables)
    await copyRows(
      client,
      into,
      rowsOf(cases(), (one) => row(one, known)),
    )
}

function* rowsOf(cases: Iterable<Case>, to: (one: Case) => Cell[] | null): Generator<Cell[]> {
  for (const one of cases) {
    const row = to(one)
    if (row) yield row
  }
}

type Before = { pack: string; district: string; found: number; handled: number; hours: number; source: string }

/** What a district says of the time before, in force since `at`; it switched the pack on when the days of before were over. Days are of the city's calendar. */
export async function insertBefore(
  client: pg.ClientBase,
  {
    pack,
    district,
    found,
    handled,
    hours,
    source,
    since,
    until,
    at,
    by,
  }: Before & { since: string; until: string; at: Date; by: Holder },
): Promise<void> {
  await client.query(
    `insert into haul_baselines (id, pack, district, from_day, to_day, found, handled, hours, source, made_at, made_by, made_name)
     values (gen_random_uuid(), $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [pack, district, since, until, found, handled, hours, source, at, by.person, by.name],
  )
  await client.query(
    `insert into pack_starts (pack, area, at, how)
     select distinct $1::text, split_part(t.path, '/', 1) || '/' || split_part(t.path, '/', 2) || '/', ($3::date + 1)::timestamp at time zone 'Asia/Shanghai', 'switched-on'
     from areas t where t.operating_district = $2 and t.tier = 'town' on conflict do nothing`,
    [pack, district, until],
  )
}
