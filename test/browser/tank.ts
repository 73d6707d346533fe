import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { gatewaySecret } from '../../server/city/seed/objects.ts'

const district = '500105'

/** The monitor of the newcomer's tank, 塔山公园公厕 in 寸滩街道, and that of another one in 江北区. */
export const firstTank = 'hf-500105-0001'
export const otherTank = 'hf-500105-0002'

/** Where the first tank stands, so that a phone can be there. */
export const atFirstTank = { longitude: 106.6105, latitude: 29.6286 }

/** Says through the public door what the district's gateway would say. Answers the status. */
async function say(url: string, device: string, values: Record<string, number>): Promise<number> {
  const { now } = (await (await fetch(`${url}/api/v1/clock`)).json()) as { now: string }
  const answer = await fetch(`${url}/api/v1/cloudevents`, {
    method: 'POST',
    headers: {
      'content-type': 'application/cloudevents+json',
      authorization: `Bearer gw-${district}.${gatewaySecret(district)}`,
    },
    body: JSON.stringify({
      specversion: '1.0',
      id: randomUUID(),
      source: '/gateway',
      type: 'zhili.reading',
      subject: device,
      time: now,
      data: { values },
    }),
  })
  return answer.status
}

/** One reading of methane in %LEL. Over 50 the tank is red at once, and an event opens by itself. */
export async function readTank(url: string, device: string, ch4: number): Promise<void> {
  assert.equal(await say(url, device, { ch4 }), 202)
}

/** A reading of a device this gateway does not have: refused, and kept in the list a person can open. */
export async function readStranger(url: string): Promise<void> {
  assert.notEqual(await say(url, 'hf-000000-0001', { ch4: 5 }), 202)
}
