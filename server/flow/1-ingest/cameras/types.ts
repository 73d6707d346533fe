import type { Protocol } from '../../../../contract/protocols.ts'
import type { Grade } from '../../../../contract/scales.ts'
import type { PhotoKind } from '../../../city/file/types.ts'
import type { Refusal } from '../../../kernel/result.ts'
import type { Sender } from '../gateways/types.ts'

export type CameraProtocol = Extract<Protocol, 'gb28181' | 'gat1400'>

/** What a label of a camera means now. `type` null: nothing; `least`: confidence below which it is only counted; `windowS`: as long as it goes on it is one. */
export type Label = {
  id: string
  protocol: CameraProtocol
  label: string
  type: string | null
  grade: Grade | null
  least: number | null
  windowS: number
}

/** A platform of cameras that has shown who it is. */
export type Platform = { protocol: CameraProtocol; number: string; sender: Sender }

/** One time a camera noticed something. `names`: what it may be called, the most exact first; `digest` is that of what was sent. */
export type Seen = {
  digest: Uint8Array
  camera: string
  names: string[]
  at: string | null
  confidence: number | null
  /** still in the system of its sender */
  position: { lon: number; lat: number } | null
  /** the number it read of a thing (a plate), and its picture as it came; kept only where the event type asks for them */
  thing?: string | null
  picture?: () => Uint8Array | null
  /** the picture as it was kept on the disk */
  photo?: { sha256: string; kind: PhotoKind; size: number } | null
}

export type SightingOutcome = 'suspicion' | 'ignored' | 'unsure' | 'unknown' | 'held'

/** A camera as its platform listed it. */
export type Listed = {
  camera: string
  name: string | null
  status: string | null
  /** what its maker calls it; people's answers are shared by all cameras of a model */
  model?: string | null
  position: { lon: number; lat: number } | null
}

/** A row of `suspicions`; its signal bears the same id. */
export type SuspicionRow = {
  id: string
  protocol: CameraProtocol
  number: string
  camera: string
  camera_name: string | null
  label: string
  type: string
  grade: Grade | null
  confidence: number | null
  /** that of the platform, where the camera has no place of its own and stands at the platform's */
  object: string | null
  area: string
  lon: number
  lat: number
  demo: boolean
  n: number
  first_at: Date
  last_at: Date
  received_at: Date
  /** the number of the thing (a plate), and the object that bears it */
  thing: string | null
  thing_object: string | null
}

/** A row of `camera_subscriptions`: what we asked of a view library. `ends_at`: until when it was granted. */
export type Subscription = {
  id: string
  number: string
  address: string
  wanted: boolean
  subscription: string | null
  state: 'waiting' | 'asked' | 'granted' | 'refused' | 'away'
  state_at: Date
  ends_at: Date | null
  failure: Refusal | null
  tries: number
}
