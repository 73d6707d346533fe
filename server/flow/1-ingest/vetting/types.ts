import type { VettingAnswer } from '../../../../contract/vetting.ts'
import type { CameraProtocol } from '../cameras/types.ts'

/** held: below the gate; open: waits for a look; answered: may still be undone; settled: what was said has taken effect. */
export type Look = 'held' | 'open' | 'answered' | 'settled'

/** One camera of a suspicion with its best sighting. */
export type SeenBy = { protocol: CameraProtocol; number: string; camera: string; model: string; confidence: number | null }

/** A suspicion as it goes through the hands of people. */
export type LookRow = {
  id: string
  type: string
  area: string
  look: Look
  worth: number | null
  sampled: boolean
  thing: string | null
  holder: string | null
  held_until: Date | null
  answer: VettingAnswer | null
  answered_by: string | null
  answered_name: string | null
  answered_at: Date | null
}
