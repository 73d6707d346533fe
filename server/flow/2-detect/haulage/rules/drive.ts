import type { Haulage } from '../../../../../contract/haulage.ts'
import type { HaulContext, HaulState, Told } from '../types.ts'
import type { PaperFinding } from './paper-findings.ts'
import { type CityTime, fresh, stepHaul } from './step.ts'

/** A carrier whose days are played; `at`: what is asked of it in an area, '' where nobody knows one. */
type Drive = { carrier: string; at: (area: string) => Haulage; cityTime: CityTime; context: HaulContext }
/** One moment of it, and the area it was in then. */
export type Moment = { told: Told; area: string }
/** Of which moments findings are wanted: since when, and in which areas. */
export type Wanted = { from: Date; isWanted: (area: string) => boolean }

/** Plays a carrier's recorded moments, as the running watch would have seen them one after the other; its findings have the very keys. */
export function createDrive({ carrier, at, cityTime, context }: Drive, { from, isWanted }: Wanted) {
  let state: HaulState = fresh
  const found: PaperFinding[] = []
  return {
    found,
    step({ told, area }: Moment): void {
      const before = state.trip
      const done = stepHaul({ haulage: at(area), cityTime, context }, state, told)
      state = done.state
      const trip = state.trip ?? before ?? told.at.getTime()
      if (told.at < from || !isWanted(area)) return
      for (const { check, evidence } of done.findings)
        found.push({ key: `${check.id}:${carrier}:${trip}`, check, at: new Date(evidence.at), evidence })
    },
  }
}
