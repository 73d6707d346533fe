import assert from 'node:assert/strict'
import { after, it } from 'node:test'
import { unconnected } from '../../server/describe.ts'
import { addRoutes } from '../../server/routes.ts'

const { app, parts, close } = await unconnected()
await addRoutes(app, parts)
after(close)

it('JSON that says it is not UTF-8 is refused before anybody reads it', async () => {
  const send = async (charset: string) => {
    const headers = { 'content-type': `application/json; charset=${charset}` }
    const answer = await app.inject({ method: 'POST', url: '/api/v1/session', headers, payload: '{"wer":1}' })
    return [answer.statusCode, answer.json<{ code: string }>().code]
  }
  assert.deepEqual(await send('utf-16'), [415, 'input.unsupported'])
  assert.deepEqual(await send('utf-8'), [400, 'input.malformed'])
})
