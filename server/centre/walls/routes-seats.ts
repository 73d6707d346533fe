import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { system } from '../../../contract/actor.ts'
import { SeatMade, SeatWall, WallPairing, WallSeats, WallSitting } from '../../../contract/wall-seat.ts'
import { cookieOf } from '../../city/sign-in/identify.ts'
import { seatCookie, seatCookieHeader } from '../../city/wall-seat/seat-caller.ts'
import { addPairing, endSeat, pairingOf, type SeatRow, seatByKey, seatPairing, seatsIn } from '../../city/wall-seat/store.ts'
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
    async (request) => ({
      rows: (await seatsIn(spine, callerOf(request).scope)).map(viewOf),
      at: spine.clock.now().toISOString(),
    }),
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
      const made = { name, area: area.code, areaName: area.name, paths: prefixes, madeBy: nameOf(caller) }
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
      await spine.transaction(system, (tx) => addPairing(tx, { code, key, until }))
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
      const seat = key ? await seatByKey(spine, key) : null
      const pairing = key ? await pairingOf(spine, key, now) : null
      // The day's new page makes the cookie last another 400 days.
      if (key && seat && !seat.endedAt) void reply.header('set-cookie', seatCookieHeader(key, Boolean(TLS_CERT)))
      return {
        state: pairing
          ? ('waiting' as const)
          : !seat
            ? ('none' as const)
            : seat.endedAt
              ? ('ended' as const)
              : ('seated' as const),
        pairing: pairing && { code: pairing.code, until: pairing.until.toISOString() },
        seat: seat && { id: seat.id, name: seat.name, areaName: seat.areaName },
        ...{ demo: DEMO, now: now.toISOString(), rate: spine.clock.rate() },
      }
    },
  )
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

const viewOf = ({ madeAt, heardAt, endedAt, ...seat }: SeatRow) => ({
  ...{ id: seat.id, name: seat.name, area: seat.area, areaName: seat.areaName, madeBy: seat.madeBy, endedBy: seat.endedBy },
  madeAt: madeAt.toISOString(),
  heardAt: heardAt?.toISOString() ?? null,
  endedAt: endedAt?.toISOString() ?? null,
})
