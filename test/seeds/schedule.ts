import { chanceFrom } from '../../server/city/area/rules/chance.ts'

/** The kinds of fault a schedule may hold. `poison` puts one row of nonsense into a plan, a rule or a timer. */
export const faultNames = ['crash', 'partition', 'duplicate', 'reorder', 'skew', 'storm', 'disk-full', 'poison'] as const
export type FaultName = (typeof faultNames)[number]

export type Level = 'clean' | 'blue' | 'yellow' | 'orange' | 'red' | 'low-oxygen'
/** How a message travels: once, twice at the same moment, with its answer lost (then sent again), or broken off half-way (then sent again). */
export type Way = 'once' | 'twice' | 'answer-lost' | 'half'
/** Numbers from 0 to 1 that choose among what there is when the step comes. */
export type Dice = [number, number, number, number]

export type Input =
  | { do: 'wait' }
  | { do: 'reading'; device: number; level: Level; door: 'mqtt' | 'http'; way: Way; skewS: number; heldBack: boolean }
  | { do: 'storm'; devices: number; level: Level }
  | { do: 'receipts'; ok: boolean }
  | { do: 'report'; dice: Dice; way: Way; byGrid: boolean }
  | { do: 'triage'; dice: Dice; way: Way }
  | { do: 'act'; dice: Dice; way: Way }
  | { do: 'work'; dice: Dice; way: Way }
  | { do: 'check'; dice: Dice; way: Way }
  | { do: 'poison'; what: 'plan' | 'rule' | 'timer'; dice: Dice }

/** What happens at the PostgreSQL socket: after so many messages of the server, for so many steps. */
export type SocketFault = {
  fault: 'crash' | 'partition' | 'disk-full'
  how: 'cut' | 'half' | 'answer-lost' | 'full' | 'noticed'
  after: number
  steps: number
}
export type Step = { n: number; waitMs: number; input: Input; socket: SocketFault | null }

const levels: Level[] = ['clean', 'clean', 'blue', 'yellow', 'orange', 'red', 'red', 'low-oxygen']
const waits = [0, 0, 1_000, 1_000, 8_000, 8_000, 20_000, 60_000, 60_000, 180_000, 300_000, 900_000]
/** Few enough that cases meet, more than one so that they do not wait for each other. */
const devices = 5

/** Everything that is going to be sent and broken, from the seed alone: the same seed gives the same schedule. */
export function scheduleOf(options: { seed: number; hours: number; faults: readonly FaultName[] }): Step[] {
  const chance = chanceFrom(`city:${options.seed}`)
  const below = (limit: number): number => Math.floor(chance() * limit)
  const pick = <T>(list: readonly T[]): T => list[below(list.length)]!
  const has = (fault: FaultName): boolean => options.faults.includes(fault)
  const dice = (): Dice => [chance(), chance(), chance(), chance()]
  const way = (): Way => {
    const drawn = pick<Way>(['once', 'once', 'twice', 'answer-lost', 'half'])
    return drawn === 'twice' ? (has('duplicate') ? drawn : 'once') : has('partition') ? drawn : 'once'
  }

  function reading(): Input {
    const [device, level, door] = [below(devices), pick(levels), pick(['mqtt', 'http'] as const)]
    const skewS = pick([0, 0, 0, -30, 90, 300, 3_600, -7_200, -86_400])
    const heldBack = below(6) === 0
    return {
      do: 'reading',
      device,
      level,
      door,
      way: way(),
      skewS: has('skew') ? skewS : 0,
      heldBack: heldBack && has('reorder'),
    }
  }

  function input(): Input {
    const drawn = below(100)
    if (drawn < 28) return reading()
    if (drawn < 36) return { do: 'receipts', ok: below(5) > 0 }
    if (drawn < 46) return { do: 'report', dice: dice(), way: way(), byGrid: below(3) === 0 }
    if (drawn < 56) return { do: 'triage', dice: dice(), way: way() }
    if (drawn < 78) return { do: 'act', dice: dice(), way: way() }
    if (drawn < 85) return { do: 'work', dice: dice(), way: way() }
    if (drawn < 92) return { do: 'check', dice: dice(), way: way() }
    const rare = pick(['storm', 'poison', 'wait'] as const)
    if (rare === 'storm' && has('storm')) return { do: 'storm', devices: 5 + below(15), level: pick(levels) }
    if (rare === 'poison' && has('poison')) return { do: 'poison', what: pick(['plan', 'rule', 'timer'] as const), dice: dice() }
    return { do: 'wait' }
  }

  function socket(): SocketFault | null {
    const fault = below(7) === 0 ? pick(['crash', 'partition', 'disk-full'] as const) : null
    const [after, steps] = [below(40), 1 + below(4)]
    const how = pick(fault === 'disk-full' ? (['full', 'noticed'] as const) : (['cut', 'half', 'answer-lost'] as const))
    return fault && has(fault) ? { fault, how, after, steps: fault === 'crash' ? 1 : steps } : null
  }

  const plan: Step[] = []
  const endMs = options.hours * 3_600_000
  for (let at = 0, n = 1; at < endMs; n++) {
    const step = { n, waitMs: pick(waits), input: input(), socket: socket() }
    plan.push(step)
    at += step.waitMs
  }
  return plan
}

/** One line of the log. */
export function tellStep({ n, waitMs, input, socket }: Step): string {
  const what = Object.entries(input).map(([name, value]) => (name === 'do' ? value : `${name}=${tellValue(value)}`))
  const broken = socket ? ` ⚡ ${socket.fault} ${socket.how} after=${socket.after} steps=${socket.steps}` : ''
  return `${String(n).padStart(3)} +${waitMs / 1000}s ${what.join(' ')}${broken}`
}

const tellValue = (value: unknown): string =>
  Array.isArray(value) ? value.map((n: number) => n.toFixed(2)).join('/') : String(value)
