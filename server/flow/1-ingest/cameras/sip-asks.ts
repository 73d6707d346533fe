import { createHash, randomBytes } from 'node:crypto'
import { askingOf } from '../../../../protocols/gb28181/request.ts'
import { header, readAddress, readCSeq, type SipResponse, writeSip } from '../../../../protocols/gb28181/sip.ts'
import { query, queryAlarms, writeMansdcp } from '../../../../protocols/gb28181/write.ts'

/** Where a platform is reached, and who we are to it. */
export type Reach = { transport: 'UDP' | 'TCP'; host: string; port: number; us: string; domain: string; number: string }

/** How long a subscription is asked for, and when it is asked again. */
const subscribeS = 3_600
const againMs = (subscribeS / 2) * 1_000
/** Cameras come and go: their list is asked for anew. */
const relistMs = 6 * 3_600_000
/** An answer that does not come is asked for again with a later sign of life. */
const patienceMs = 45_000
/** Platforms remembered at once. */
const most = 20_000

type Catalogue = { sn: number; askedAt: number; found: Set<string>; whole: boolean }
type Subscription = {
  callId: string
  tag: string
  to: string | null
  cseq: number
  askedAt: number
  heldAt: number | null
  refused: boolean
}
type Asks = { sn: number; catalogue: Catalogue | null; alarms: Subscription | null }

export type SipAsks = {
  /** What there is to ask of a platform that has just shown it is alive. */
  due(reach: Reach, now: number): Uint8Array[]
  /** What an alarm that came as a message is answered with, beside the 200 (GB/T 28181, 9.4). */
  alarmHeard(reach: Reach, alarm: { sn: number; deviceId: string }): Uint8Array[]
  /** The other side answered something we asked. */
  answered(number: string, response: SipResponse, now: number): void
  /** One part of the list of cameras; all of them once it is whole, null before. */
  listed(number: string, part: { sn: number; total: number | null; cameras: string[] }): string[] | null
  /** Is this a subscription of ours? */
  isOurs(number: string, callId: string): boolean
  forget(number: string): void
}

/**
 * What we ask of platforms: their list of cameras, and to be told of alarms. There are no timers: what is not answered, and what runs out,
 * is asked again when the platform next says that it is alive. Only in memory: after a restart everything is asked anew.
 */
export function createSipAsks(): SipAsks {
  const known = new Map<string, Asks>()
  const of = (number: string): Asks => {
    const found = known.get(number) ?? { sn: 0, catalogue: null, alarms: null }
    if (!known.has(number) && known.size >= most) known.delete(known.keys().next().value!)
    known.set(number, found)
    return found
  }
  return {
    due(reach, now) {
      const asks = of(reach.number)
      return [...askCatalogue(asks, reach, now), ...askAlarms(asks, reach, now)]
    },
    alarmHeard(reach, { sn, deviceId }) {
      const said = { root: 'Response', command: 'Alarm', sn, deviceId, fields: { Result: 'OK' } } as const
      return [message(reach, writeMansdcp(said))]
    },
    answered(number, response, now) {
      const alarms = known.get(number)?.alarms
      if (!alarms || header(response, 'Call-ID') !== alarms.callId || response.status < 200) return
      if (readCSeq(header(response, 'CSeq') ?? '')?.number !== alarms.cseq) return
      if (response.status < 300) alarms.heldAt = now
      else alarms.refused = true
      alarms.to = readAddress(header(response, 'To') ?? '')?.params.tag ?? alarms.to
    },
    listed(number, { sn, total, cameras }) {
      const catalogue = known.get(number)?.catalogue
      if (!catalogue || catalogue.sn !== sn || catalogue.whole) return null
      for (const one of cameras) catalogue.found.add(one)
      catalogue.whole = total !== null && catalogue.found.size >= total
      return catalogue.whole ? [...catalogue.found] : null
    },
    isOurs: (number, callId) => known.get(number)?.alarms?.callId === callId,
    forget: (number) => void known.delete(number),
  }
}

const token = (): string => randomBytes(9).toString('base64url')

function message(reach: Reach, body: Uint8Array): Uint8Array {
  const { number, us, ...rest } = reach
  const asking = { ...rest, method: 'MESSAGE', from: us, to: number, branch: token(), callId: token(), cseq: 1 } as const
  return writeSip(askingOf({ ...asking, tags: { from: token() }, body }))
}

function askCatalogue(asks: Asks, reach: Reach, now: number): Uint8Array[] {
  const before = asks.catalogue
  if (before && now - before.askedAt < (before.whole ? relistMs : patienceMs)) return []
  const sn = ++asks.sn
  asks.catalogue = { sn, askedAt: now, found: new Set(), whole: false }
  return [message(reach, query('Catalog', sn, reach.number))]
}

/** One that was refused is not asked again before the platform registers anew. */
function askAlarms(asks: Asks, reach: Reach, now: number): Uint8Array[] {
  const before = asks.alarms
  if (before && (before.refused || now - before.askedAt < patienceMs)) return []
  if (before?.heldAt && now - before.heldAt < againMs) return []
  const fresh = { callId: token(), tag: token(), to: null, cseq: 0, heldAt: null, refused: false }
  const held = { ...(before ?? fresh), askedAt: now }
  held.cseq++
  asks.alarms = held
  const { number, us, ...rest } = reach
  const tags = held.to === null ? { from: held.tag } : { from: held.tag, to: held.to }
  const asking = {
    ...rest,
    method: 'SUBSCRIBE',
    from: us,
    to: number,
    branch: token(),
    callId: held.callId,
    cseq: held.cseq,
  } as const
  const headers: [string, string][] = [
    ['Event', 'presence'],
    ['Expires', String(subscribeS)],
  ]
  return [writeSip(askingOf({ ...asking, tags, headers, body: queryAlarms(++asks.sn, number) }))]
}

/** Our own tag in answers: the same for the same request, so that a repeat is answered alike. */
export const tagOf = (transaction: string): string => createHash('sha256').update(transaction).digest('base64url').slice(0, 12)
