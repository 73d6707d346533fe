import type { Haulage } from '../../../../../contract/haulage.ts'

/** What is asked under an area: '' is everywhere no district has settings of its own. */
export type HaulGround = { area: string; haulage: Haulage }
/** The same pack as it is in force and as it is tried, everywhere in the city: a truck passes through many districts. */
export type HaulSides = { pack: string; live: HaulGround[]; tried: HaulGround[] }

/** A finding as one side would have made it; `key`: one side makes it once. */
export type TrialFinding = {
  key: string
  check: string
  at: Date
  object: string | null
  label: string
  evidence: Record<string, unknown>
}

/** What became of a finding in truth, by its key. */
export type Outcome = { key: string; event: string | null; no: string | null; state: string | null }
