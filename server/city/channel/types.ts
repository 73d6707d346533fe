import type { DegreeSystem } from '../../../contract/crs.ts'
import type { FactKind } from '../../../contract/fact.ts'
import type { Grade } from '../../../contract/scales.ts'

/** Somebody else's system that hears facts: a CloudEvent each, signed, as one JSON document or with its attributes as headers. */
export type Webhook = {
  name: string
  owner: string
  url: string
  secret: string
  mode: 'structured' | 'binary'
  kinds: FactKind[]
  area: string
}

/** A group's robot that tells of events from a grade on. */
export type Robot = {
  name: string
  owner: string
  kind: 'wecom' | 'dingtalk'
  url: string
  secret: string | null
  grade: Grade
  area: string
}

/**
 * A hotline that hands its work orders over (`key`: the id of its key here) and hears what becomes of them. `types`: its codes and the matters
 * they are here; `crs`: in which degrees it says where.
 */
export type Hotline = {
  name: string
  owner: string
  key: string
  url: string
  secret: string
  types: Record<string, string>
  crs: DegreeSystem
}

/** Another system that is asked for readings again and again: scheme and host, and the headers that open it. Nobody is ever shown these. */
export type PullSource = { name: string; owner: string; origin: string; headers: Record<string, string> }

/** The staff's office portal, which shows what orders ask of them. `address`: where its links lead, our scheme and host. */
export type PortalSettings = {
  owner: string
  url: string
  secret: string
  address: string
  /** id of the one key that may bring the directory; null: nobody may */
  key: string | null
  /** where the portal says whose a sign-in token is; null: nobody signs in by it */
  exchange: string | null
}

/** Strings of it hold `{phone}`, `{text}`, `{code}`, `{key}`, `{secret}`; nothing else can be named. */
export type Template = string | number | boolean | null | Template[] | { [name: string]: Template }

/** How a gateway says yes: the value at a dotted path of its JSON answer. Left out: any 2xx. */
export type Yes = { path: string; equals: string }

export type Gateway = {
  url: string
  method: 'POST' | 'PUT'
  headers: Record<string, string>
  /** sent as JSON, or as a form */
  body: { as: 'json'; template: Template } | { as: 'form'; template: Record<string, string> }
  yes: Yes | null
  secret: string
}

/** `fake`: kept in `sent_messages` instead of sent. Null: there is no such way out. */
export type Way = { kind: 'gateway'; gateway: Gateway } | { kind: 'fake' } | null

/** Which push services may be asked, and whom they may write to. */
export type PushSettings = { hosts: string[]; contact: string }

export type ChannelSettings = {
  webhooks: Webhook[]
  robots: Robot[]
  hotlines: Hotline[]
  pulls: PullSource[]
  portal: PortalSettings | null
  sms: Way
  voice: Way
  push: PushSettings | null
}

/** What a person is told by SMS or voice; `code` is what they answer with. */
export type PersonMessage = { phone: string; text: string; code: string; key: string }
