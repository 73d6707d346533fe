import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { system } from '../../../contract/actor.ts'
import { SeatMade, SeatWall, WallPairing, WallSeats, WallSitting } from '../../../contract/wall-seat.ts'
import { cookieOf } from '../../city/sign-in/identify.ts'
import { newKey } from '../../city/wall-seat/new-key.ts'
import { browserWords } from '../../city/wall-seat/rules/browser.ts'
import { isGood } from '../../city/wall-seat/rules/keys.ts'
import { homeOf, isMoved, refusedMs, twoInUse } from '../../city/wall-seat/rules/machines.ts'
import { fromOf, seatCookie, seatCookieHeader } from '../../city/wall-seat/seat-caller.ts'
import {
  addPairing,
  endSeat,
  type HeldSeat,
  pairingOf,
  type SeatRow,
  seatByKey,
  seatPairing,
  seatsIn,
} from '../../city/wall-seat/store.ts'
import { machinesOf } from '../../city/wall-seat/store-machines.ts'
import type { Machine } from '../../city/wall-seat/types.ts'
import type { Config } from '../../kernel/config.ts'
import { type App, type Caller, callerOf, errors } from '../../kernel/http.ts'
import { write } from '../../kernel/idempotency.ts'
import { lookupCode, sessionId } from '../../kernel/ids.ts'
import { RefusalError } from '../../kernel/result.ts'
import { createSlidingWindow, senderOf } from '../../kernel/sliding-window.ts'
import type { Spine } from '../../kernel/spine.ts'
import { keptWall, ownSeat } from './asked-wall.ts'

type Deps = { spine: Spine; config: Config }
/** A code stands on the wall this long before a new one takes its place. */
const codeMs = 10 * 60_000
/** Letters of a code: 40 bits of chance, and a guess needs the permit besides. */
const codeLength = 8
/** New codes one sender may ask for in ten minutes; guesses of one administrator. */
const limits = { codes: { limit: 20, ms: codeMs }, guesses: { limit: 20, ms: codeMs } }
const config = { permit: 'wall.keep' } as const
const response = { 200: SeatMade, ...errors }

/** 大屏席位: a machine shows a code, an administrator lets it in, and can end it. */
export async function wallSeatRoutes(app: App, deps: Deps): Promise<void> {
  const { spine } = deps
  doorRoutes(app, deps)
  const guesses = createSlidingWindow(limits.guesses)
  app.get(
    '/api/v1/wall-seats',
    { schema: { summary: '大屏席位', response: { 200: WallSeats, ...errors } }, config },
    async (request) => {
      const rows = await seatsIn(spine, callerOf(request).scope)
      const machines = await machinesOf(
        spine,
        rows.map(({ id }) => id),
      )
      const at = { now: spine.clock.now(), rate: spine.clock.rate() }
      return { rows: rows.map((seat) => viewOf(seat, machines.get(seat.id) ?? [], at)), at: at.now.toISOString() }
    },
  )
  app.post(
    '/api/v1/wall-seats',
    { schema: { summary: '让一台机器上席位', body: SeatWall, response }, config },
    async (request) => {
      const caller = callerOf(request)
      const { code, name, area: wish } = request.body
      const seconds = guesses.take(caller.person, spine.clock.now())
      if (seconds > 0) throw new RefusalError({ code: 'input.too-many', details: { seconds } })
      const { area, prefixes } = await keptWall(spine, caller, { area: wish })
      const made = {
        name,
        area: area.code,
        areaName: area.name,
        paths: prefixes,
        madeBy: nameOf(caller),
        madeByPerson: caller.person,
      }
      return write(spine, request, async (tx) => {
        const id = await seatPairing(tx, plain(code), made)
        if (id === null) throw new RefusalError({ code: 'wall.no-code' })
        await tx.record({ kind: 'wall.seated', subject: id, area: area.path, body: { seat: id, name, areaName: area.name } })
        return { id }
      })
    },
  )
  app.post(
    '/api/v1/wall-seats/:id/end',
    { schema: { summary: '结束大屏席位', params: z.object({ id: z.uuid() }), body: z.strictObject({}), response }, config },
    async (request) => {
      const caller = callerOf(request)
      const seat = await ownSeat(spine, caller, request.params.id)
      return write(spine, request, async (tx) => {
        if (await endSeat(tx, seat.id, nameOf(caller))) {
          const body = { seat: seat.id, name: seat.name, areaName: seat.areaName }
          await tx.record({ kind: 'wall.seat-ended', subject: seat.id, area: seat.paths[0] ?? null, body })
        }
        return { id: seat.id }
      })
    },
  )
}

/** What a machine asks before anybody knows it. */
function doorRoutes(app: App, { spine, config: { DEMO, TLS_CERT } }: Deps): void {
  const codes = createSlidingWindow(limits.codes)
  const upSince = spine.clock.now()
  app.post(
    '/api/v1/wall-seats/pairing',
    {
      schema: { summary: '大屏请求接入，得到配对码', body: z.strictObject({}), response: { 200: WallPairing, ...errors } },
      config: { permit: 'public' },
    },
    async (request, reply) => {
      const now = spine.clock.now()
      const seconds = codes.take(senderOf(request.ip), now)
      if (seconds > 0) throw new RefusalError({ code: 'input.too-many', details: { seconds } })
      const key = sessionId()
      const code = newCode()
      const until = new Date(now.getTime() + codeMs * spine.clock.rate())
      await spine.transaction(system, (tx) => addPairing(tx, { code, key, from: fromOf(request), until }))
      void reply.header('set-cookie', seatCookieHeader(key, Boolean(TLS_CERT)))
      return { code, until: until.toISOString() }
    },
  )
  app.get(
    '/api/v1/wall-seats/mine',
    { schema: { summary: '这台机器的席位', response: { 200: WallSitting, ...errors } }, config: { permit: 'public' } },
    async (request, reply) => {
      const key = keyOf(request)
      const now = spine.clock.now()
      const from = fromOf(request)
      const seat = key ? await seatByKey(spine, key, from) : null
      const pairing = key ? await pairingOf(spine, key, now) : null
      const state = pairing ? ('waiting' as const) : stateOf(seat, from.agent, now)
      const next = key && seat && state === 'seated' ? await newKey(spine, seat, { key, from, now, upSince }) : null
      if (next) void reply.header('set-cookie', seatCookieHeader(next, Boolean(TLS_CERT)))
      return {
        state,
        pairing: pairing && { code: pairing.code, until: pairing.until.toISOString() },
        seat: seat && { id: seat.id, name: seat.name, areaName: seat.areaName },
        replacedAt: seat && state === 'replaced' ? (seat.changedAt ?? seat.keyAt).toISOString() : null,
        ...{ demo: DEMO, now: now.toISOString(), rate: spine.clock.rate() },
      }
    },
  )
}

function stateOf(seat: HeldSeat | null, agent: string, now: Date): WallSitting['state'] {
  if (!seat) return 'none'
  if (seat.endedAt) return 'ended'
  return isGood(seat.keyKind, seat, agent, now) ? 'seated' : 'replaced'
}

/** Cut from a longer look-up code: the same letters, none of which is taken for another. */
const newCode = (): string => lookupCode().slice(0, codeLength)
/** As it is typed: small letters, blanks and dashes, and the letters that are taken for others. */
const plain = (code: string): string =>
  code
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1')
const keyOf = (request: FastifyRequest): string | null => cookieOf(request, seatCookie) || null
const nameOf = ({ actor }: Caller): string => actor.name ?? actor.id

/** Machines of a seat that are shown: the newest, the first, and those that were refused lately. */
const shownMachines = 4

function viewOf({ madeAt, heardAt, endedAt, ...seat }: SeatRow, machines: readonly Machine[], at: { now: Date; rate: number }) {
  const first = machines.toSorted((a, b) => a.firstAt.getTime() - b.firstAt.getTime())[0]
  const refused = machines.filter((machine) => refusedLately(machine, at.now) !== null)
  const shown = new Set([...machines.slice(0, shownMachines), ...refused, ...(first ? [first] : [])])
  const two = endedAt === null && twoInUse(machines, at) !== null
  return {
    ...{ id: seat.id, name: seat.name, area: seat.area, areaName: seat.areaName, madeBy: seat.madeBy, endedBy: seat.endedBy },
    madeAt: madeAt.toISOString(),
    heardAt: heardAt?.toISOString() ?? null,
    endedAt: endedAt?.toISOString() ?? null,
    two,
    moved: endedAt === null && !two && isMoved({ home: homeOf(seat), machines }),
    machines: [...shown].map((machine) => ({
      ...{ address: machine.address, browser: browserWords(machine.agent), refusedAt: refusedLately(machine, at.now) },
      ...{ firstAt: machine.firstAt.toISOString(), lastAt: machine.lastAt.toISOString() },
    })),
  }
}

const refusedLately = ({ refusedAt }: Machine, now: Date): string | null =>
  refusedAt !== null && now.getTime() - refusedAt.getTime() < refusedMs ? refusedAt.toISOString() : null
