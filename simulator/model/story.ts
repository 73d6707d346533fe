import type { GasModel } from '../../contract/pack-model.ts'
import { durationMs } from '../../contract/time.ts'
import { chance, shuffled } from './chance.ts'
import { endsMs, endsOf } from './span.ts'

/** One tank builds up until somebody comes. Times in milliseconds since the start of the run. */
export type Story = {
  id: string
  district: string
  device: string
  startsMs: number
  /** stretches the curve: 1 with a reading every few seconds, more with one a minute */
  pace: number
  /** the newcomer's own story: the simulator's people leave it alone */
  own: boolean
  /** the fan confirms its commands */
  fanAnswers: boolean
  /** the fan alone is enough: relieved as soon as it runs */
  yields: boolean
  /** relieved by itself so long after the top, should nobody come */
  patienceMs: number
}
export type StoryDevice = { id: string; first?: boolean | undefined }
export type StoryDistrict = { district: string; devices: readonly StoryDevice[] }

/** How stories are told: the pack's. */
export type Told = GasModel['story']

/** How long after its begin, at its pace, a story is over the gravest limit. */
export const gravestAfterMs = (told: Told, { pace }: Pick<Story, 'pace'>): number => durationMs(told.gravestAfter) * pace

/** What a story asks of its tank, or null when it is over (or not begun). `relievedMs` is when somebody came. */
export function storyLevel(told: Told, story: Story, { sinceStartMs, relievedMs }: Moment): number | null {
  const elapsed = sinceStartMs - story.startsMs
  if (elapsed < 0) return null
  const relief = relievedMs ?? giveUpMs(told, story)
  if (sinceStartMs < relief) return climb(told, elapsed / story.pace / 1000)
  const from = climb(told, (relief - story.startsMs) / story.pace / 1000)
  const falls = durationMs(told.endsWithin) * Math.sqrt(story.pace)
  const level = told.ends + (from - told.ends) * Math.exp(-(sinceStartMs - relief) / falls)
  return level < told.ends + told.near ? null : level
}
type Moment = { sinceStartMs: number; relievedMs: number | null }

/** When the tank calms down by itself. */
export const giveUpMs = (told: Told, story: Story): number => story.startsMs + gravestAfterMs(told, story) + story.patienceMs

function climb({ curve, ends }: Told, seconds: number): number {
  let [fromS, fromLevel] = [0, curve[0]?.[1] ?? ends]
  for (const [atS, level] of curve) {
    if (seconds < atS) return fromLevel + ((level - fromLevel) * (seconds - fromS)) / (atS - fromS)
    ;[fromS, fromLevel] = [atS, level]
  }
  return fromLevel
}

/**
 * The script of the whole city, without end: first the newcomer's tank, then one district after another in seeded order, some seconds apart,
 * each time another tank. A district without devices is passed over.
 */
export function* storyline(
  seed: string,
  districts: readonly StoryDistrict[],
  { own: ownTold, others: told }: Told,
): Generator<Story> {
  const peopled = districts.filter(({ devices }) => devices.length > 0).toSorted((a, b) => (a.district < b.district ? -1 : 1))
  const own = peopled.flatMap(({ district, devices }) =>
    devices.filter((device) => device.first).map((device) => ({ district, device: device.id })),
  )[0]
  let startsMs = durationMs(ownTold.begins)
  if (own)
    yield {
      id: 'first',
      ...own,
      startsMs,
      pace: 1,
      own: true,
      fanAnswers: true,
      yields: false,
      patienceMs: durationMs(ownTold.patience),
    }
  for (let round = 0; peopled.length > 0; round++) {
    const turn = shuffled(peopled, `${seed}:round:${round}`).filter(({ district }) => round > 0 || district !== own?.district)
    for (const { district, devices } of turn) {
      const dice = chance(`${seed}:story:${round}:${district}`)
      const rest = devices.filter((device) => !device.first)
      startsMs += dice.between(...endsMs(told.every))
      if (rest.length === 0) continue
      yield { id: `${district}-${round}`, district, device: dice.pick(rest).id, startsMs, ...characterOf(told, dice) }
    }
    if (turn.length === 0 && round > 0) return
  }
}

/** What a story of another district is like; the order of the throws is part of the script. */
function characterOf(told: Told['others'], dice: ReturnType<typeof chance>) {
  const pace = dice.between(...endsOf(told.pace))
  const fanAnswers = dice.next() >= told.unanswered
  const patienceMs = dice.between(...endsMs(told.patience))
  return { pace, own: false, fanAnswers, patienceMs, yields: dice.next() < told.yields }
}
