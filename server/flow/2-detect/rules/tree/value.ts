import type { Value } from '../../../../../contract/condition.ts'
import type { TrendIs } from '../../../../../contract/trend-kinds.ts'
import { ask, type Build } from './node.ts'
import { knownValue, ownDevice, type Scene } from './scene.ts'
import { compileTrend } from './trend.ts'

/** A number made ready: NaN is unknown, and whatever is reckoned with it is unknown too. */
export type Amount = { kinds: string[]; reading: string | null; trend?: TrendIs; get(scene: Scene): number }

const reckon: Record<string, (a: number, b: number) => number> = {
  add: (a, b) => a + b,
  subtract: (a, b) => a - b,
  multiply: (a, b) => a * b,
  // Nothing divided by nothing is no number, and neither is what grows without bound.
  divide: (a, b) => (b === 0 ? Number.NaN : a / b),
  least: (a, b) => Math.min(a, b),
  most: (a, b) => Math.max(a, b),
}

export function compileValue(value: Value, build: Build, kind: string): Amount {
  if (typeof value === 'number') return { kinds: [], reading: null, get: () => value }
  if ('reading' in value) {
    const { reading } = value
    const of = value.device ?? kind
    ask(build, of, reading)
    if (of === ownDevice)
      return {
        kinds: [of],
        reading,
        get(scene) {
          // What came this very moment is what most looks ask for.
          const value = scene.own!.values?.[reading]
          return value === undefined ? knownValue(scene, scene.own!, reading) : value
        },
      }
    return { kinds: [of], reading, get: (scene) => knownValue(scene, scene.focus[of]!, reading) }
  }
  if ('trend' in value) return compileTrend(value.trend, build, kind)
  const [a, b] = value.of.map((part) => compileValue(part, build, kind)) as [Amount, Amount]
  const by = reckon[value.op]!
  return {
    kinds: [...new Set([...a.kinds, ...b.kinds])],
    reading: a.reading ?? b.reading,
    get(scene) {
      const result = by(a.get(scene), b.get(scene))
      return Number.isFinite(result) ? result : Number.NaN
    },
  }
}
