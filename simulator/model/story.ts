import { chance, shuffled } from './chance.ts'

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
  /** relieved by itself so long after the top, should nobody come */
  patienceMs: number
}
export type StoryDevice = { id: string; first?: boolean | undefined }
export type StoryDistrict = { district: string; devices: readonly StoryDevice[] }

/**
 * Methane (%LEL) by seconds of story: over blue (10) at 6 s, over yellow (20) before 10 s, over orange (25) at about 20 s, over red (50) at 75 s.
 * So that with the pack's holds and the demo's 45 s for the fan all four levels are seen, and red is there within two minutes of `npm start`.
 */
const curve: readonly (readonly [seconds: number, ch4: number])[] = [
  [0, 5],
  [6, 11],
  [10, 21.5],
  [16, 24],
  [30, 28],
  [60, 44],
  [75, 51],
  [95, 57],
]
const top = 57
/** Where it ends: well below the clear level of blue (8). */
const calm = 4
const firstStartsMs = 15_000

/** Seconds of story, at pace 1, from the start to the red limit. */
export const redAfterMs = 75_000

/** Methane the story asks of its tank, or null when it is over (or not begun). `relievedMs` is when somebody came. */
export function storyLevel(story: Story, sinceStartMs: number, relievedMs: number | null): number | null {
  const elapsed = sinceStartMs - story.startsMs
  if (elapsed < 0) return null
  const relief = relievedMs ?? giveUpMs(story)
  if (sinceStartMs < relief) return climb(elapsed / story.pace / 1000)
  const from = climb((relief - story.startsMs) / story.pace / 1000)
  const level = calm + (from - calm) * Math.exp(-(sinceStartMs - relief) / (12_000 * Math.sqrt(story.pace)))
  return level < calm + 0.4 ? null : level
}

/** When the tank calms down by itself. */
export const giveUpMs = (story: Story): number => story.startsMs + redAfterMs * story.pace + story.patienceMs

function climb(seconds: number): number {
  let [fromS, fromLevel] = [0, curve[0]?.[1] ?? calm]
  for (const [atS, level] of curve) {
    if (seconds < atS) return fromLevel + ((level - fromLevel) * (seconds - fromS)) / (atS - fromS)
    ;[fromS, fromLevel] = [atS, level]
  }
  return top
}

/**
 * The script of the whole city, without end: first the newcomer's tank, then one district after another in seeded order, twenty to fifty
 * seconds apart so that a newcomer sees the whole city at work within the hour, each time another tank. A district without devices is passed over.
 */
export function* storyline(seed: string, districts: readonly StoryDistrict[]): Generator<Story> {
  const peopled = districts.filter(({ devices }) => devices.length > 0).toSorted((a, b) => (a.district < b.district ? -1 : 1))
  const own = peopled.flatMap(({ district, devices }) =>
    devices.filter((device) => device.first).map((device) => ({ district, device: device.id })),
  )[0]
  if (own) yield { id: 'first', ...own, startsMs: firstStartsMs, pace: 1, own: true, fanAnswers: true, patienceMs: 210_000 }
  let startsMs = firstStartsMs
  for (let round = 0; peopled.length > 0; round++) {
    const turn = shuffled(peopled, `${seed}:round:${round}`).filter(({ district }) => round > 0 || district !== own?.district)
    for (const { district, devices } of turn) {
      const dice = chance(`${seed}:story:${round}:${district}`)
      const others = devices.filter((device) => !device.first)
      startsMs += dice.between(20_000, 50_000)
      if (others.length === 0) continue
      yield {
        id: `${district}-${round}`,
        district,
        device: dice.pick(others).id,
        startsMs,
        pace: dice.between(4, 7),
        own: false,
        fanAnswers: dice.next() >= 0.12,
        patienceMs: dice.between(25, 45) * 60_000,
      }
    }
    if (turn.length === 0 && round > 0) return
  }
}
