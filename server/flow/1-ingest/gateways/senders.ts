import { randomBytes } from 'node:crypto'
import { performance } from 'node:perf_hooks'
import { system } from '../../../../contract/actor.ts'
import type { Protocol } from '../../../../contract/protocols.ts'
import type { Spine } from '../../../kernel/spine.ts'
import { giveCode, senderOf } from './store-gateways.ts'
import type { Sender } from './types.ts'

/** A number is looked up anew after so long: a device that is registered while its terminal speaks needs no reconnect. */
const knownMs = 120_000
const unknownMs = 5_000
/** Numbers nobody registered are remembered too, apart: anybody can make them up. */
const most = 50_000

export type Senders = {
  find(protocol: Protocol, number: string): Promise<Sender | null>
  /** The code a terminal signs in with from now on; null when another terminal has registered under this number. */
  register(protocol: Protocol, number: string, terminal: string): Promise<string | null>
  /** What was known of a number is asked anew: somebody has changed it. */
  forget(protocol: Protocol, number: string): void
}

type Remembered = { sender: Sender | null; until: number }

/** Who stands behind the numbers of the field protocols, asked from the database every two minutes at most. */
export function createSenders(spine: Spine): Senders {
  const known = new Map<string, Remembered>()
  const unknown = new Map<string, Remembered>()
  // What was asked before a change is not remembered after it.
  let changes = 0
  const forget = (protocol: Protocol, number: string): void => {
    changes++
    known.delete(`${protocol} ${number}`)
    unknown.delete(`${protocol} ${number}`)
  }
  return {
    async find(protocol, number) {
      // What no database holds is nobody's number.
      if (number.includes('\0')) return null
      const key = `${protocol} ${number}`
      const found = known.get(key) ?? unknown.get(key)
      if (found && found.until > performance.now()) return found.sender
      const asked = changes
      const sender = await senderOf(spine, protocol, number)
      if (asked !== changes) return sender
      const into = sender ? known : unknown
      if (into.size >= most) into.clear()
      unknown.delete(key)
      known.delete(key)
      into.set(key, { sender, until: performance.now() + (sender ? knownMs : unknownMs) })
      return sender
    },
    async register(protocol, number, terminal) {
      const code = await spine.transaction(system, (tx) =>
        giveCode(tx, { protocol, number, terminal, code: randomBytes(8).toString('hex') }),
      )
      forget(protocol, number)
      return code
    },
    forget,
  }
}
