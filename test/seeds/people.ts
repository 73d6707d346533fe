import { townNames } from '../../server/city/seed/seed-town.ts'
import { type Asking, ask, type Reply } from './doors.ts'
import type { Way } from './schedule.ts'
import type { World } from './world.ts'

/** Everybody who works on cases; administrators do not. */
export const accounts = Object.values(townNames)
  .map(({ account }) => account)
  .filter((account) => !['zouhaining', 'nijie', 'hening'].includes(account))
  .sort()

export type People = {
  /** asks as somebody, signed in when needed; null when no answer came */
  as(account: string, asking: Asking, way?: Way): Promise<Reply | null>
}

/** People with their sessions. `seen` hears every answer of the server. */
export function createPeople(world: World, seen: (reply: Reply, asking: Asking) => void): People {
  const sessions = new Map<string, string>()
  const heard = (asking: Asking) => (reply: Reply) => seen(reply, asking)

  async function session(account: string): Promise<string | null> {
    const known = sessions.get(account)
    if (known) return known
    const asking: Asking = { method: 'POST', url: '/api/v1/demo/session', body: { account, tab: true } }
    const reply = await ask(world, asking, 'once', heard(asking))
    if (reply?.status === 200) sessions.set(account, String(reply.body.tabSession))
    return sessions.get(account) ?? null
  }

  return {
    async as(account, asking, way = 'once') {
      for (const again of [true, false]) {
        const own = await session(account)
        if (!own) return null
        const signed = { ...asking, headers: { ...asking.headers, 'x-demo-session': own } }
        const reply = await ask(world, signed, way, heard(asking))
        if (reply?.status !== 401 || !again) return reply
        sessions.delete(account)
      }
      return null
    },
  }
}
