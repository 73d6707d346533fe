import type { CityTime } from '../../../../../flow/2-detect/haulage/rules/step.ts'
import { fresh, stepHaul } from '../../../../../flow/2-detect/haulage/rules/step.ts'
import type { HaulContext, HaulState, Told } from '../../../../../flow/2-detect/haulage/types.ts'
import type { HaulGround, TrialFinding } from '../types.ts'
import { groundAt } from './ground-at.ts'

/** A carrier whose days are played, and where it is registered: its area counts where its place is in no district. */
export type Driven = { object: string; label: string; area: string }
type Drive = { grounds: readonly HaulGround[]; cityTime: CityTime; context: HaulContext; carrier: Driven }
/** One moment of it and the area it was in then; null: in none. */
export type Moment = { told: Told; path: string | null }
/** Of which moments findings are wanted: since when, and in which areas. */
export type Wanted = { from: Date; isWanted: (path: string) => boolean }

/** Plays a carrier's recorded moments to one side, as the running watch would have seen them one after the other. */
export function createDrive({ grounds, cityTime, context, carrier }: Drive, { from, isWanted }: Wanted) {
  let state: HaulState = fresh
  const found: TrialFinding[] = []
  return {
    found,
    step({ told, path }: Moment): void {
      const before = state.trip
      const area = path ?? carrier.area
      const done = stepHaul({ haulage: groundAt(grounds, area), cityTime, context }, state, told)
      state = done.state
      const trip = state.trip ?? before ?? told.at.getTime()
      if (told.at < from || !isWanted(area)) return
      for (const { check, evidence } of done.findings) {
        const { object, label } = carrier
        found.push({ key: `${check.id}:${object}:${trip}`, check: check.id, at: told.at, object, label, evidence })
      }
    },
  }
}
