import { demoGate, demoSites } from '../contract/demo-haul.ts'
import type { Api } from './api.ts'
import type { CityClock } from './city-clock.ts'
import type { GateBefore } from './inventory.ts'
import { isoOf, type Truth } from './truth.ts'

/** A ticket as a gate writes it, times in milliseconds; `closedMs` null: it stands open. */
export type GateTicket = {
  no: string
  from: string
  to: string
  plate: string
  load: number
  openedMs: number
  washed: boolean | null
  closedMs: number | null
}

/** The gates of all sites and tips: one system, which remembers what it told and knows how much left each site. */
export type Gate = {
  /** Tells what is new of these tickets; what is not taken is told again with the next. */
  tell(tickets: readonly GateTicket[]): Promise<void>
  /** Whether a ticket was told, in this run or by the run before. */
  knows(no: string): boolean
}

type Opened = { api: Api; truth: Truth; clock: CityClock; before: GateBefore; percent: number | null }

export function openGate({ api, truth, clock, before, percent }: Opened): Gate {
  const state = new Map<string, 'open' | 'closed'>(before.tickets.map(({ no, isOpen }) => [no, isOpen ? 'open' : 'closed']))
  const left = new Map(before.taken.map(({ from, m3 }) => [from, m3]))
  const over = new Set<string>()
  for (const from of left.keys()) tellVolume(from, null)

  /** More has left a site than it may give: from the ticket on that makes it so; `due` null: it was so before this run began. */
  function tellVolume(from: string, dueMs: number | null): void {
    const site = demoSites.find(({ code }) => code === from)
    if (!site || percent === null || (left.get(from) ?? 0) <= site.volume * (1 + percent / 100)) return
    const about = { pack: 'spoil-truck', matter: 'spoil-truck.volume', of: from.toLowerCase(), cause: 'volume' }
    const at = isoOf(dueMs ?? clock.nowMs())
    if (over.has(from)) return
    over.add(from)
    truth.tell({ id: `volume ${from}`, ...about, from: at, due: dueMs === null ? null : at, until: null })
  }

  return {
    knows: (no) => state.has(no),
    async tell(tickets) {
      const fresh = tickets.filter(({ no, closedMs }) => {
        const known = state.get(no)
        return known === undefined || (known === 'open' && closedMs !== null)
      })
      if (fresh.length === 0) return
      // What is found of it comes after that moment.
      const toldMs = clock.nowMs()
      const json = { pack: 'spoil-truck', tickets: fresh.map(written) }
      const { status, body } = await api.send('POST', '/api/v1/tickets', {
        bearer: `${demoGate.key}.${demoGate.secret}`,
        json,
      })
      const refused = new Set(refusedOf(body))
      for (const { no, from, load, closedMs } of fresh) {
        if (status !== 200 || refused.has(no)) continue
        if (!state.has(no)) left.set(from, (left.get(from) ?? 0) + load)
        state.set(no, closedMs === null ? 'open' : 'closed')
        tellVolume(from, toldMs)
      }
    },
  }
}

const refusedOf = (body: unknown): string[] =>
  ((body as { refused?: { no: string }[] } | null)?.refused ?? []).map(({ no }) => no)

const written = ({ no, from, to, plate, load, openedMs, washed, closedMs }: GateTicket): object => ({
  ...{ no, from, to, plate, load, openedAt: isoOf(openedMs), openedBy: '某某', washed },
  ...(closedMs === null ? {} : { closedAt: isoOf(closedMs), closedLoad: load, closedBy: '某甲' }),
})
