import { type Lane, lanesInOrder } from './types.ts'

/** What decides when a message has its turn: whose it is, who brought it, and how heavy it may be. */
export type Ticket = { device: string; via: string; lane: Lane }
export type Taken<T> = { items: T[]; urgent: boolean; done(): void }
export type Lanes<T> = {
  push(item: T, ticket: Ticket): void
  /**
   * The next batch, at most `most` of them, `heavy` of these above the calm lane; no device has more than its share of it. Until the
   * batch is `done` nothing more of its devices is given out: so batches may be worked on side by side, and no message overtakes another.
   * `urgent`: of the urgent lanes only, asked for or because it is their turn.
   */
  take(most: number, asked?: { heavy?: number | undefined; urgent?: boolean }): Taken<T>
  size(): number
  /** how many wait in a lane */
  waiting(lane: Lane): number
  /** each device's first in a lane, in no order; asked by people, never on the way of a message */
  firstOf(lane: Lane): T[]
}

/**
 * The messages of one device, oldest first. It stands in the lane of the heaviest of them: so none overtakes another. While it is `away`
 * some of them are being worked on, and it stands nowhere.
 */
type Line<T> = { device: string; via: string; items: { item: T; lane: number }[]; at: number; counts: number[]; away: boolean }
/** Who brought them → devices → lines; a Map keeps the order of turns. */
type Ring<T> = Map<string, Map<string, Line<T>>>
type State<T> = { rings: Ring<T>[]; lines: Map<string, Line<T>>; counts: number[]; size: number; mixedNext: boolean }
/** A batch in the making; lines that had their share are away already. */
type Filling<T> = { batch: T[]; until: number; share: number; taken: Map<Line<T>, number> }

/** A batch of one device alone is small: what comes from another one meanwhile must not wait long for its end. Of few places it gets half. */
const shareOf = (room: number): number => Math.min(Math.max(8, Math.ceil(room / 16)), Math.ceil(room / 2))
/** What each lower lane in which anything waits has for certain in a mixed batch. */
const reserveOf = (room: number): number => Math.ceil(room / 8)
/**
 * So many of its messages a device gives at a turn in the calm lane, where no second counts: what a batch costs are its devices, so a
 * long line is worked off the faster the longer it is.
 */
const calmTurn = 8
const urgent = 2
const calm = lanesInOrder.length - 1
const none = (): number[] => lanesInOrder.map(() => 0)

/**
 * The waiting messages in lanes, heaviest first, in each lane one message a turn (a few in the calm one): gateways take turns, and the
 * devices of a gateway.
 * Every other batch holds the urgent lanes only, so that a red reading is not committed with a thousand others; the batch between
 * takes of all and keeps places for each lane, so that devices that cry red for ever, be they one or many, keep nobody waiting.
 */
export function createLanes<T>(): Lanes<T> {
  const state: State<T> = {
    ...{ rings: lanesInOrder.map(() => new Map()), lines: new Map(), counts: none() },
    ...{ size: 0, mixedNext: false },
  }
  return {
    push: (item, ticket) => push(state, item, ticket),
    take(most, { heavy = most, urgent: only = false } = {}) {
      const filling: Pick<Filling<T>, 'batch' | 'taken'> = { batch: [], taken: new Map() }
      const hurry = only || (!state.mixedNext && state.rings.slice(0, urgent).some((ring) => ring.size > 0))
      if (!only) state.mixedNext = hurry
      const room = { most, heavy: Math.min(most, heavy) }
      for (let lane = 0; lane < (hurry ? urgent : state.rings.length); lane++) {
        const until = hurry ? room.heavy : placesFor(state, lane, room)
        takeOf(state, lane, { ...filling, until, share: shareOf(lane < calm ? room.heavy : most) })
      }
      for (const line of filling.taken.keys()) {
        if (!line.away && line.at < line.items.length) leave(state, line)
        line.away = true
      }
      return { items: filling.batch, urgent: hurry, done: () => comeBack(state, filling.taken.keys()) }
    },
    size: () => state.size,
    waiting: (lane) => state.counts[lanesInOrder.indexOf(lane)]!,
    firstOf: (lane) => firstOf(state, lanesInOrder.indexOf(lane)),
  }
}

/** How far a lane may fill a mixed batch: what is kept for those below it stays free. */
function placesFor({ rings }: State<unknown>, lane: number, { most, heavy }: { most: number; heavy: number }): number {
  if (lane === calm) return most
  const below = rings.slice(lane + 1, calm).filter((ring) => ring.size > 0).length
  const kept = rings[calm]!.size > 0 ? reserveOf(most) : 0
  return Math.min(heavy, most - kept) - below * reserveOf(heavy)
}

function firstOf<T>({ lines }: State<T>, lane: number): T[] {
  return [...lines.values()].flatMap(({ items, at, counts }) => {
    if (counts[lane] === 0) return []
    return items[items.findIndex((one, place) => place >= at && one.lane === lane)]!.item
  })
}

const heaviest = (line: Line<unknown>): number => line.counts.findIndex((count) => count > 0)

function push<T>(state: State<T>, item: T, { device, via, lane }: Ticket): void {
  const at = lanesInOrder.indexOf(lane)
  const known = state.lines.get(device)
  const line = known ?? { device, via, items: [], at: 0, counts: none(), away: false }
  if (!known) state.lines.set(device, line)
  // Only a heavier message moves its device; any other one costs it no turn.
  const moves = !line.away && (!known || at < heaviest(known))
  if (known && moves) leave(state, known)
  line.items.push({ item, lane: at })
  line.counts[at]!++
  state.counts[at]!++
  state.size++
  if (moves) stand(state, line)
}

function comeBack<T>(state: State<T>, lines: Iterable<Line<T>>): void {
  for (const line of lines) {
    line.away = false
    if (line.at < line.items.length) stand(state, line)
    else state.lines.delete(line.device)
  }
}

function stand<T>(state: State<T>, line: Line<T>): void {
  const ring = state.rings[heaviest(line)]!
  const devices = ring.get(line.via) ?? new Map<string, Line<T>>()
  devices.set(line.device, line)
  ring.set(line.via, devices)
}

function leave<T>(state: State<T>, line: Line<T>): void {
  const ring = state.rings[heaviest(line)]!
  const devices = ring.get(line.via)!
  devices.delete(line.device)
  // Whoever had a turn goes to the end.
  ring.delete(line.via)
  if (devices.size > 0) ring.set(line.via, devices)
}

function takeOf<T>(state: State<T>, lane: number, { batch, until, share, taken }: Filling<T>): void {
  const ring = state.rings[lane]!
  while (batch.length < until) {
    const line: Line<T> | undefined = ring.values().next().value?.values().next().value
    if (!line) return
    leave(state, line)
    let had = taken.get(line) ?? 0
    const turn = Math.min(share, until - batch.length + had, had + (lane === calm ? calmTurn : 1))
    for (; had < turn && line.at < line.items.length; had++) batch.push(takeOne(state, line))
    taken.set(line, had)
    if (line.at === line.items.length) continue
    if (had < share) stand(state, line)
    else line.away = true
  }
}

function takeOne<T>(state: State<T>, line: Line<T>): T {
  const { item, lane } = line.items[line.at++]!
  line.counts[lane]!--
  state.counts[lane]!--
  state.size--
  // Room of those that are gone, now and then.
  if (line.at > 64 && line.at * 2 > line.items.length) {
    line.items.splice(0, line.at)
    line.at = 0
  }
  return item
}
