import type { MappedKind, Mapping, Pull } from '../../../../contract/mapped-feed.ts'
import type { Face } from '../../../city/sheet/types.ts'
import type { Refusal } from '../../../kernel/result.ts'

/** A row of `mapped_feeds`. */
export type MappedFeed = {
  id: string
  name: string
  kind: MappedKind
  unit: string
  key: string | null
  on: boolean
  expect_s: number | null
  mapping: Mapping
  pull: Pull | null
  version: number
  /** of Sparkplug: the group of its nodes */
  group: string | null
  /** nodes and devices that said goodbye */
  gone: string[]
  made_at: Date
  /** when its next file is to be fetched */
  next_at: Date | null
  /** what the source said its last answer is known by */
  seen: Seen
  tries: number
  last_ok_at: Date | null
  last_failed_at: Date | null
  failure: Refusal | null
  last_measured_at: Date | null
}

/** Validators of HTTP, and what the last answer was. */
export type Seen = { etag?: string; modified?: string; digest?: string }

/** One row understood: what a device measured at a moment. */
export type MappedRow = { device: string; at: string; values: Record<string, number> }

/** Counts of reasons, by code and what it says. */
export type Reason = { refusal: Refusal; n: number }

/** A row of `deliveries`. */
export type Delivery = {
  id: string
  feed: string
  name: string
  by: string
  origin: 'upload' | 'key' | 'folder' | 'poll' | 'ngsi-ld' | 'sparkplug'
  at: Date
  ended_at: Date | null
  bytes: number
  /** SHA-256 of its bytes, hex; empty for messages, and for what was refused before it was kept */
  digest: string
  state: 'waiting' | 'running' | 'done' | 'refused'
  columns: string[]
  face: Face | null
  done: number
  rows: number | null
  kept: number
  duplicates: number
  refused: number
  refusal: Refusal | null
  reasons: Reason[]
  measured_at: Date | null
  /** how often whoever read it was cut off since it last came further */
  tries: number
}
