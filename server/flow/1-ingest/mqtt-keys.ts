import type { Aedes, Client } from 'aedes'
import type { Spine } from '../../kernel/spine.ts'
import { endedOf } from './store.ts'

/** Whoever hands on facts of all processes. */
export type FactsHeard = { join(hear: (facts: readonly { kind: string; subject: string }[]) => void): () => void }

/** The keys that clients came in with, as long as these may be used. */
export type KeyWatch = {
  /** A client was let in with a key. */
  entered(client: Client, key: string): void
  /** Has the key ended, as far as anybody here has heard? */
  hasEnded(key: string): boolean
  /** Asks the database, at most once a minute: a fact is heard late while somebody's transaction stands open. Throws when it cannot be asked. */
  look(): Promise<void>
  /** Counts the facts that changed which devices there are: a list read before the last one is old. */
  devicesChanged(): number
  stop(): void
}

const lookMs = 60_000
type Watching = { spine: Spine; hub: FactsHeard }

/** Closes the clients of a key as soon as it ends; from then on nothing of theirs is taken. */
export function watchKeys(aedes: Pick<Aedes, 'on'>, { spine, hub }: Watching): KeyWatch {
  const keyOf = new WeakMap<Client, string>()
  const clients = new Set<Client>()
  // Never forgotten: no key of the same name is ever made again.
  const ended = new Set<string>()
  const end = (keys: readonly string[]): void => {
    for (const key of keys) ended.add(key)
    if (keys.length > 0) for (const client of clients) if (isOver(client)) client.close()
  }
  const isOver = (client: Client): boolean => ended.has(keyOf.get(client) ?? '')
  aedes.on('client', (client) => {
    clients.add(client)
    // It ended between the question who this is and now.
    if (isOver(client)) client.close()
  })
  aedes.on('clientDisconnect', (client) => void clients.delete(client))
  let deviceFacts = 0
  const leave = hub.join((facts) => {
    deviceFacts += facts.filter(({ kind }) => kind.startsWith('device.')).length
    end(facts.filter(({ kind }) => kind === 'key.ended').map(({ subject }) => subject))
  })
  let lookedAt = spine.clock.now().getTime()
  return {
    entered: (client, key) => void keyOf.set(client, key),
    hasEnded: (key) => ended.has(key),
    async look() {
      const now = spine.clock.now().getTime()
      const before = lookedAt
      if (Math.abs(now - before) < lookMs) return
      lookedAt = now
      try {
        end(await endedOf(spine, [...new Set([...clients].flatMap((client) => keyOf.get(client) ?? []))]))
      } catch (error) {
        lookedAt = before
        throw error
      }
    },
    devicesChanged: () => deviceFacts,
    stop: leave,
  }
}
