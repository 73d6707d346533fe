import type { Latest, Look, Member, RuleState, Scene, SharedLook } from '../../types.ts'

export type { Scene }

/** 1 holds, -1 fails, 0 unknown. All, any and not are then the least, the most and the opposite. */
export type Truth = -1 | 0 | 1

/** The kind under which a device rule finds its own device. */
export const ownDevice = ''

const nobody: Member[] = []

export const sceneOf = (on: 'device' | 'object', look: SharedLook, before: RuleState): Scene => ({
  now: look.now,
  look,
  members: look.around?.members ?? nobody,
  focus: {},
  own: on === 'device' ? (look.own ?? ownOf(look)) : null,
  seen: before.seen ?? look.latest,
  marks: before.marks,
  wake: Number.POSITIVE_INFINITY,
})

/** The device itself as one of the members. */
export const ownOf = (look: Look): Member => ({
  device: '',
  kind: '',
  values: look.values,
  at: look.now,
  lastAt: look.lastAt,
  measuredAt: look.measuredAt,
  staleMs: look.staleMs ?? Number.POSITIVE_INFINITY,
  credibility: 1,
})

export const focusOf = (scene: Scene, kind: string): Member | undefined =>
  kind === ownDevice ? (scene.own ?? undefined) : scene.focus[kind]

/** The devices a question about a kind is about: the one in focus, else all of the kind. */
export function devicesOf(scene: Scene, kind: string): Member[] {
  const focused = focusOf(scene, kind)
  return focused ? [focused] : scene.members.filter((member) => member.kind === kind)
}

/** The newest value of a device's reading that is not too old; NaN when it is not known. */
export function knownValue(scene: Scene, member: Member, reading: string): number {
  if (member.values !== null && member.at !== null && scene.now - member.at <= member.staleMs) {
    const value = member.values[reading]
    if (value !== undefined) return value
  }
  const point = scene.seen?.[member.device]?.[reading]
  return point !== undefined && scene.now - point[0] <= member.staleMs ? point[1] : Number.NaN
}

/** Remembers what came of the readings asked for; of several values of one moment the last. Answers the very memory given when nothing did. */
export function withNewest(latest: Latest | undefined, devices: Member[], names: ReadonlySet<string>): Latest | undefined {
  let after = latest
  for (const { device, values, at } of devices) {
    if (values === null || at === null) continue
    const before = after?.[device]
    let points = before
    for (const name in values) {
      if (!names.has(name)) continue
      const [known, value] = [points?.[name], values[name]!]
      if (known && known[0] === at && known[1] === value) continue
      if (points === before) points = { ...before }
      points![name] = [at, value]
    }
    if (points !== before) after = { ...after, [device]: points! }
  }
  return after
}

export function wakeAt(scene: Scene, at: number): void {
  if (at > scene.now && at < scene.wake) scene.wake = at
}

/** Answers a question about the devices of some kinds: it holds when it holds for some choice of them, and is unknown without any. */
export function forSome(kinds: string[], once: (scene: Scene) => Truth): (scene: Scene) => Truth {
  const [kind, ...rest] = kinds
  if (kind === undefined) return once
  const inner = forSome(rest, once)
  if (kind === ownDevice) return inner
  return (scene) => {
    if (scene.focus[kind]) return inner(scene)
    let best: Truth | null = null
    for (const member of scene.members) {
      if (member.kind !== kind) continue
      scene.focus[kind] = member
      const truth = inner(scene)
      if (best === null || truth > best) best = truth
      if (best === 1) break
    }
    scene.focus[kind] = undefined
    return best ?? 0
  }
}

/** The numbers of the choice of devices that decides: the first that holds, else the first at all. */
export function decisive<N>(
  kinds: string[],
  once: (scene: Scene) => Truth,
  read: (scene: Scene) => N,
): (scene: Scene) => N | null {
  // There is only one of it to choose.
  if (kinds.every((kind) => kind === ownDevice)) return read
  return (scene) => {
    let found: { truth: Truth; numbers: N } | null = null
    forSome(kinds, (at) => {
      const truth = once(at)
      if (!found || truth > found.truth) found = { truth, numbers: read(at) }
      return truth
    })(scene)
    return (found as { numbers: N } | null)?.numbers ?? null
  }
}
