import { statfsSync } from 'node:fs'
import { performance } from 'node:perf_hooks'

/**
 * With less than this left nothing new is taken in. PostgreSQL survives a table it cannot extend, but it stops altogether when it
 * cannot add a piece of 16 MB to its log: eight of those are kept for the deadlines and notices of what was taken already.
 */
export const reserveBytes = 128 * 1024 * 1024
/** A disk that fills at 100 MB/s is noticed before half of the reserve is gone. */
const lookMs = 500

/** Tells whether there is room on the disk of `dir`, looking at most twice a second; `changed` hears when that turns. */
export function watchRoom(dir: string, changed: (room: boolean) => void): () => boolean {
  let room = true
  let lookedAt = Number.NEGATIVE_INFINITY
  return () => {
    const now = performance.now()
    if (now - lookedAt < lookMs) return room
    lookedAt = now
    const free = freeBytes(dir)
    const before = room
    room = free >= reserveBytes
    if (room !== before) changed(room)
    return room
  }
}

/** A disk that cannot be asked (unmounted, a network folder) counts as empty: the writing itself will tell. */
function freeBytes(dir: string): number {
  try {
    const { bavail, bsize } = statfsSync(dir)
    return bavail * bsize
  } catch {
    return Number.POSITIVE_INFINITY
  }
}
