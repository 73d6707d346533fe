import type { Field } from '../layout.ts'
import type { fromPlatform } from './from-platform.ts'
import type { fromTerminal } from './from-terminal.ts'

export type Version = 2013 | 2019

type Layouts = typeof fromTerminal & typeof fromPlatform
type BodyOf<L> = L extends readonly [number, Field<infer A>, Field<infer B>]
  ? A | B
  : L extends readonly [number, Field<infer A>]
    ? A
    : never

/** Bodies by the name of their message; the fields stand in the README. */
export type Bodies = { [N in keyof Layouts]: BodyOf<Layouts[N]> }

export type Header = {
  /** Message number, four hex digits. */
  id: string
  version: Version
  /** Of the 2019 header; 0 before. */
  protocolVersion: number
  /** Digits of the SIM number without the zeros in front. */
  phone: string
  serial: number
  /** 0 none, 1 RSA, others reserved; an encrypted body stays hex. */
  encryption: number
  /** Only where a header of 2019 comes with a body of 2013. */
  bodyVersion?: 2013
  /** Only in messages sent in parts: how many, and which one (from 1). */
  part?: { total: number; number: number }
}

type Known = { [N in keyof Bodies]: { name: N; body: Bodies[N]; rest?: string } }[keyof Bodies]
/** Unknown to the platform, encrypted, or one part of a longer one: the body in hex. */
export type Opaque = { name: 'opaque'; body: { hex: string }; rest?: string }
/** `rest`: hex of bytes after the body, which some terminals add. */
export type Message = Header & (Known | Opaque)
export type MessageName = Message['name']

/** Faults of a terminal that are let pass, each by its own switch. */
export type Tolerance = { checksum?: boolean; length?: boolean }
