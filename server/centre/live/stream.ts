import type { Clock } from '../../kernel/clock.ts'
import { isBehind, type Position, positionText } from '../../kernel/facts.ts'
import { hears, type Listener, turnsRights } from './hears.ts'
import { type Heard, toView } from './hub.ts'
import { urgentOf } from './urgent.ts'

/** One open connection: how it writes and ends, and `who`, asked anew as time goes on: null once they may listen no longer. */
export type Line = {
  clock: Clock
  who(before: Listener): Promise<Listener | null>
  write(text: string): void
  end(): void
}
export type Stream = {
  /** new facts; those that come before `catchUp` wait for it */
  hear(facts: Heard[]): void
  /** what was missed before the line was opened; null when it was too much to tell */
  catchUp(missed: Heard[] | null): void
  beat(): void
  /** the other end is gone */
  close(): void
}

export const heartbeatMs = 15_000
/** More than this is not kept for a listener. */
const mostUntold = 5_000

type State = {
  line: Line
  listener: Listener
  lookedAt: Date
  /** everything up to here waits or was told */
  taken: Position
  waiting: Heard[]
  beating: boolean
  busy: boolean
  over: boolean
}

/** Where a stream begins: behind `from` by what it hears, and further back by what it catches up with when it `resumes`. */
export type Beginning = { from: Position; resumes: boolean }

/**
 * Tells a listener what is theirs to hear, in order and once. A hello says up to where everything was told, theirs or not: whoever comes
 * again goes on there, also when nothing was told yet. Who they are is asked anew, before anything more is told, at each
 * heartbeat, when the post they act by ends, and at each fact that turns their rights.
 */
export function createStream(line: Line, listener: Listener, { from, resumes }: Beginning): Stream {
  const lookedAt = line.clock.now()
  const state: State = { line, listener, lookedAt, taken: from, waiting: [], beating: false, busy: true, over: false }
  // What was missed is not told yet: broken off now, the other end has to ask for it again.
  line.write(hello(line.clock, resumes ? null : from))
  return {
    hear(facts) {
      take(state, facts)
      // Somebody who cannot keep up comes again and resumes behind the last fact told, or reads the lists anew.
      if (state.waiting.length > mostUntold) giveUp(state)
      else void work(state)
    },
    catchUp(missed) {
      const heard = state.waiting
      state.waiting = [...(missed ?? [])]
      state.taken = missed?.at(-1)?.position ?? from
      take(state, heard)
      if (!missed) line.write('event: reload\ndata: {}\n\n')
      state.busy = false
      void work(state)
    },
    beat() {
      state.beating = true
      void work(state)
    },
    close() {
      state.over = true
    },
  }
}

/** The reader of all facts is behind one who just caught up, and brings some a second time. */
function take(state: State, facts: Heard[]): void {
  const first = facts.findIndex(({ position }) => isBehind(position, state.taken))
  if (first < 0) return
  state.waiting.push(...facts.slice(first))
  state.taken = facts.at(-1)!.position
}

async function work(state: State): Promise<void> {
  if (state.busy) return
  state.busy = true
  try {
    while (!state.over && (state.beating || state.waiting.length > 0)) {
      const count = state.waiting.length
      if (mustLook(state)) await look(state)
      if (state.over) return
      // Those that came during the look may turn rights themselves: they have their own turn.
      tell(state, state.waiting.splice(0, count))
      if (state.beating) state.line.write(hello(state.line.clock, state.waiting.length === 0 ? state.taken : null))
      state.beating = false
    }
  } catch {
    // The database cannot be asked: what waits stays untold, and without a heartbeat the other end sees that the line is dead.
    state.beating = false
  } finally {
    state.busy = false
  }
}

function mustLook({ line, listener, lookedAt, waiting, beating }: State): boolean {
  const now = line.clock.now()
  const { caller } = listener
  // A heartbeat is wall time, whatever the demo's rate; a clock set back is a reason to look, too.
  const old = Math.abs(now.getTime() - lookedAt.getTime()) >= heartbeatMs * line.clock.rate()
  const ended = caller.until ? caller.until <= now : false
  return beating || old || ended || waiting.some((fact) => turnsRights(caller, fact))
}

function giveUp(state: State): void {
  if (state.over) return
  state.over = true
  state.waiting = []
  state.line.end()
}

async function look(state: State): Promise<void> {
  const at = state.line.clock.now()
  const seen = await state.line.who(state.listener)
  if (seen) {
    state.listener = seen
    state.lookedAt = at
  } else if (!state.over) {
    state.over = true
    // Said before the end: who is known no longer need not come again to be refused. A wall is cleared at once by it.
    state.line.write('event: over\ndata: {}\n\n')
    state.line.end()
  }
}

function tell({ line, listener }: State, facts: Heard[]): void {
  const heard = facts.filter((fact) => hears(listener, fact))
  const mine = listener.caller.session === 'wall' ? heard.map(withoutWords) : heard
  if (mine.length > 0) line.write(inOrder(mine).join(''))
}

/**
 * What is red or orange goes before what came earlier. It carries no `id` then: a listener who comes again goes on behind the last one that
 * does, so nothing is missed. A bare `id` at the end says that all of these were told.
 */
export function inOrder(facts: Heard[]): string[] {
  const urgent = urgentOf(facts)
  const first = facts.findIndex((fact) => !urgent.has(fact))
  const ahead = new Set(first < 0 ? [] : facts.slice(first).filter((fact) => urgent.has(fact)))
  const last = facts.at(-1)!
  return [
    ...[...ahead].map(said),
    ...facts.filter((fact) => !ahead.has(fact)).map((fact) => `id: ${positionText(fact.position)}\n${said(fact)}`),
    ...(ahead.has(last) ? [`id: ${positionText(last.position)}\n\n`] : []),
  ]
}

/** What a wall hears of a fact: that there is one. Names and words it reads by its own doors, masked. */
const withoutWords = (fact: Heard): Heard => ({ ...fact, actor: { kind: fact.actor.kind, id: '' }, body: {} })

const said = (fact: Heard): string => `event: fact\ndata: ${JSON.stringify(toView(fact))}\n\n`

const hello = (clock: Clock, upTo: Position | null): string =>
  `${upTo ? `id: ${positionText(upTo)}\n` : ''}event: clock\ndata: ${JSON.stringify({ now: clock.now().toISOString(), rate: clock.rate() })}\n\n`
