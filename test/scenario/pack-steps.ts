import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import type { PackLook } from '../../contract/packs.ts'
import { sealPack } from '../../server/city/pack/file/sealed.ts'
import { newPackParts } from '../../server/commands/new-pack-parts.ts'
import type { Story } from '../story.ts'
import type { Answer } from '../story-people.ts'

export type Refused = { code?: string; details?: Record<string, unknown>; zh?: string }
export type Done = Refused & { no: number; state: string; key: string }

/** Who does what with packs in the small city. */
export const people = {
  author: 'shenlan',
  second: 'lusiqi',
  system: 'zouhaining',
  security: 'nijie',
  district: 'chenli',
} as const
export const { privateKey } = generateKeyPairSync('ed25519')
export const pemOf = (key: KeyObject = privateKey): string =>
  createPublicKey(key).export({ type: 'spki', format: 'pem' }).toString()

type Put = [place: string, value: unknown]
export type Version = { version?: number; put?: Put[]; parts?: Record<string, string | null>; id?: string }

/** The pack `new-pack` writes, its wrong sample mended, changed as a version wants it. */
export function partsOf({ version = 1, put = [], parts: more = {}, id = 'wet-road' }: Version = {}): Map<string, string> {
  const parts = new Map(newPackParts(id))
  const first = 'samples/1-passes-the-limit.json'
  parts.set(first, parts.get(first)!.replace('"red"', '"orange"'))
  change(parts, 'pack.json', [['version', version]])
  change(parts, 'scenario.json', put)
  for (const [name, text] of Object.entries(more))
    if (text === null) parts.delete(name)
    else parts.set(name, text)
  return parts
}

function change(parts: Map<string, string>, part: string, put: Put[]): void {
  const whole = JSON.parse(parts.get(part)!) as Record<string, unknown>
  for (const [place, value] of put) {
    const names = place.split('.')
    const at = names.slice(0, -1).reduce((one, name) => one[name] as Record<string, unknown>, whole)
    at[names.at(-1)!] = value
  }
  parts.set(part, JSON.stringify(whole))
}

export const fileOf = (version: Version = {}, key: KeyObject = privateKey): Buffer =>
  Buffer.from(sealPack(partsOf(version), { publisher: '某某区城市管理局', privateKey: key }))

/** The publisher is asked for by one administrator and confirmed by another. */
export async function trust(story: Story, key: KeyObject = privateKey, name = '某某区城市管理局'): Promise<string> {
  const asked = await story.as(people.system).post<Done>('/api/v1/pack-publishers', { name, publicKey: pemOf(key) })
  await story.as(people.security).post(`/api/v1/pack-publishers/${asked.body.key}/confirm`, {})
  return asked.body.key
}

export const look = (story: Story, file: Buffer, decisions = {}): Promise<Answer<PackLook>> =>
  story.as(people.author).post<PackLook>(`/api/v1/pack-files/look?${query({ decisions: JSON.stringify(decisions) })}`, file)

export const askFor = (story: Story, file: Buffer, decisions = {}): Promise<Answer<Done>> =>
  story
    .as(people.author)
    .post<Done>(`/api/v1/pack-files/ask?${query({ decisions: JSON.stringify(decisions), note: '试点' })}`, file)

export const publish = (story: Story, no: number, who: string = people.second, pack = 'wet-road'): Promise<Answer<Done>> =>
  story.as(who).post<Done>(`/api/v1/packs/${pack}/releases/${no}/publish`, {})

const query = (of: Record<string, string>): string => new URLSearchParams(of).toString()

/** Asked for by one, published by another. */
export async function install(story: Story, version: Version = {}, decisions = {}): Promise<number> {
  const { body } = await askFor(story, fileOf(version), decisions)
  const done = await publish(story, body.no)
  if (done.status !== 200) throw new Error(JSON.stringify([body, done.body]))
  return body.no
}

/** Who leads a district: the second person of what its duty asks for. */
export async function leaderOf(story: Story, area = '99/990101/'): Promise<string> {
  const [leader] = await story.sql<{ account: string }>(
    `select a.account from accounts a join appointments p on p.person = a.person join posts o on o.id = p.post join unit_areas u on u.unit = o.unit
     where o.kind = 'district-leader' and u.path = $1 limit 1`,
    [area],
  )
  if (!leader) throw new Error(`nobody leads ${area}`)
  return leader.account
}

/** A pack is switched off for the district: asked by its duty, confirmed by whoever leads it. */
export async function switchOff(story: Story, pack: string, area = '99/990101/'): Promise<void> {
  const asked = await story
    .as(people.district)
    .post<{ id: string }>(`/api/v1/packs/${pack}/off-requests`, { area, reason: '汛期后停用' })
  const done = await story.as(await leaderOf(story)).post(`/api/v1/pack-requests/${asked.body.id}/confirm`, {})
  if (done.status !== 200) throw new Error(JSON.stringify([asked.body, done.body]))
}

/** Settings that decide what is found are changed for the district: asked by its duty, untried unless said otherwise, confirmed by whoever leads it. */
export async function tune(story: Story, pack: string, settings: object, said: object = { untried: true }): Promise<void> {
  const body = { area: '99/990101/', settings, reason: '按本区情况', ...said }
  const asked = await story.as(people.district).post<{ id: string }>(`/api/v1/packs/${pack}/setting-requests`, body)
  const done = await story.as(await leaderOf(story)).post(`/api/v1/pack-requests/${asked.body.id}/confirm`, {})
  if (done.status !== 200) throw new Error(JSON.stringify([asked.body, done.body]))
}

/** A device of the pack at an object of its own, in the town of the story. */
export async function deviceOf(story: Story, pack = 'wet-road'): Promise<string> {
  const [tank] = await story.sql<{ area: string }>(`select area from objects where kind = 'septic-tank' limit 1`)
  await story.sql(
    `insert into objects (id, pack, kind, code, name, area, lon, lat, owner_kind) values ('wet-1', $1, $2, 'WET-1', '某某下穿道', $3, 105.5, 31.5, 'owned')`,
    [pack, `${pack}-object`, tank!.area],
  )
  await story.sql(
    `insert into devices (id, object, kind, pack, gateway, name, interval_s) values ('wet-990101-1', 'wet-1', $1, $2, 'gw-990101', 'wet', 60)`,
    [`${pack}-device`, pack],
  )
  return 'wet-990101-1'
}
