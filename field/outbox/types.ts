/** What a person can send from the phone: the verbs of a work order, or a report of their own. */
export type OutVerb =
  | 'accept'
  | 'answer-call'
  | 'arrive'
  | 'progress'
  | 'return'
  | 'support'
  | 'suspend'
  | 'resume'
  | 'extend'
  | 'submit'
  /** a household of an evacuation list was counted */
  | 'evacuation'
  /** nobody lives where the list would be */
  | 'evacuation-nobody'
  /** a way is closed, need not be, or somebody was told of it; that it be lifted is asked of the closing itself */
  | 'way-close'
  | 'way-needless'
  | 'way-tell'
  | 'way-ask-lift'
  | 'report'
  /** the plate of an object hangs; `case` is the object */
  | 'post-plate'
  | 'inspect'

/** A photograph of an item. Its bytes stand in the phone's own store under `id`; `file` is the server's id once the upload began. */
export type OutPhoto = {
  id: string
  /** bytes */
  size: number
  /** hex; null where the page may not reckon it (insecure address) */
  sha256: string | null
  file: string | null
  /** bytes the server has */
  sent: number
  takenAt: string
}

/**
 * draft: being written · ready: waits for its turn · sending: on its way · sent: receipted, readable for 30 days ·
 * refused: came back with the server's reason · kept: set aside by the person, never sent by itself.
 */
export type OutState = 'draft' | 'ready' | 'sending' | 'sent' | 'refused' | 'kept'

/** Why an item did not go: a code of the problem catalogue and its words in the language of the screen then. */
export type OutProblem = { code: string; words: string }

/** One thing to be sent. `id` is the Idempotency-Key: the server answers the same however often it is sent. */
export type OutItem = {
  id: string
  person: string
  /** items of one case go in their order: the work order's id, or `report:<id>` */
  case: string
  /** rises by one for each item made on this phone */
  seq: number
  verb: OutVerb
  /** what it is about, for the list: the event's title, the item of the checklist */
  title: string
  label: string
  /** body of the request, without the photographs' ids */
  body: Readonly<Record<string, unknown>>
  photos: readonly OutPhoto[]
  /** the words are receipted, photographs may still be on their way */
  posted: boolean
  state: OutState
  /** failures since the last success */
  tries: number
  /** not before this moment (ms, the phone's clock); null at once */
  retryAt: number | null
  problem: OutProblem | null
  madeAt: string
  sentAt: string | null
  /** look-up code and place of a report */
  receipt: { code: string; areaName: string } | null
}
