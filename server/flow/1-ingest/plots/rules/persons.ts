/** A sensor that took a track for a person and then for something else has not lost the person. */
const rememberedMs = 3_600_000
const most = 50_000

/** Tracks that were persons within the last hour. In memory: nothing of them is written down. */
export type Persons = { add(track: string, now: number): void; has(track: string, now: number): boolean }

export function createPersons(): Persons {
  const until = new Map<string, number>()
  return {
    add(track, now) {
      until.delete(track)
      until.set(track, now + rememberedMs)
      if (until.size > most) until.delete(until.keys().next().value!)
    },
    has: (track, now) => (until.get(track) ?? 0) > now,
  }
}
