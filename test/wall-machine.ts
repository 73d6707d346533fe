import assert from 'node:assert/strict'
import type { WallSeats, WallSitting } from '../contract/wall-seat.ts'
import type { Story } from './story.ts'

/** What browsers call themselves. */
export const chrome = 'Mozilla/5.0 (X11; Linux x86_64) Chrome/126.0.0.0 Safari/537.36'
export const firefox = 'Mozilla/5.0 Firefox/128.0'

/** A machine with a browser: what it is given it keeps, unless the answer is `lost`. */
export type WallMachine = ReturnType<typeof machineOf>

function machineOf(story: Story, remoteAddress: string, agent: string, jar = { cookie: '' }) {
  const ask = async (method: 'GET' | 'POST', url: string, { lost = false, cookie = jar.cookie } = {}) => {
    const answer = await story.zhili.app.inject({
      method,
      url,
      remoteAddress,
      headers: { 'user-agent': agent, ...(cookie ? { cookie } : {}) },
      ...(method === 'POST' ? { payload: {} } : {}),
    })
    const set = answer.headers['set-cookie']
    const given = typeof set === 'string' && set.startsWith('zhili_wall=') ? set.split(';')[0]! : null
    if (given && !lost) jar.cookie = given
    return { status: answer.statusCode, body: answer.json() as Record<string, unknown>, given }
  }
  return {
    jar,
    ask,
    /** what the page asks when it is loaded */
    load: async (how: { lost?: boolean; cookie?: string } = {}) => {
      const { body, given } = await ask('GET', '/api/v1/wall-seats/mine', how)
      return { ...(body as unknown as WallSitting), given }
    },
    /** what a wall shows */
    shows: async (cookie?: string) => (await ask('GET', '/api/v1/walls/state', cookie ? { cookie } : {})).status,
    /** another browser with what this one holds now */
    copy: (address: string, as = agent) => machineOf(story, address, as, { ...jar }),
    /** the same browser after its address or its version changed */
    now: (address: string, as = agent) => machineOf(story, address, as, jar),
  }
}

/** Machines that show walls of the small city, let in by chenli. */
export function wallMachines(story: Story) {
  return {
    seats: async () => (await story.as('chenli').get<WallSeats>('/api/v1/wall-seats')).body.rows,
    async seated(address: string, name: string): Promise<WallMachine> {
      const wall = machineOf(story, address, chrome)
      const { body } = await wall.ask('POST', '/api/v1/wall-seats/pairing')
      const made = await story.as('chenli').post('/api/v1/wall-seats', { code: body.code, name, area: '990101001' })
      assert.equal(made.status, 200, JSON.stringify(made.body))
      assert.equal((await wall.load()).given, null, 'a key that was just made is not changed')
      return wall
    },
    /** A night passes for every key. */
    night: () => story.sql(`update wall_seats set key_at = key_at - interval '18 hours'`),
  }
}
