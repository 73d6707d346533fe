import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect } from 'node:net'
import { after, describe, it } from 'node:test'
import { unconnected } from '../../server/describe.ts'
import { addRoutes } from '../../server/routes.ts'

const piece = Buffer.alloc(64 * 1024, ' ')
const pieces = 160 // 10 MB

const { app, parts, close } = await unconnected()
await addRoutes(app, parts)
await app.listen({ port: 0, host: '127.0.0.1' })
const { port } = app.server.address() as { port: number }
after(close)

/** Sends everything before it reads anything, as plain senders do; answers the first line of the answer. */
async function send(framing: 'length' | 'chunked'): Promise<string> {
  const socket = connect({ port, host: '127.0.0.1' })
  const size = piece.length * pieces
  const head = framing === 'length' ? `content-length: ${size}` : 'transfer-encoding: chunked'
  socket.write(`POST /api/v1/session HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n${head}\r\n\r\n`)
  for (let i = 0; i < pieces; i++) {
    if (framing === 'chunked') socket.write(`${piece.length.toString(16)}\r\n`)
    const flows = socket.write(piece)
    if (framing === 'chunked') socket.write('\r\n')
    if (!flows) await once(socket, 'drain')
  }
  socket.write(framing === 'chunked' ? '0\r\n\r\n' : '')
  let answer = ''
  for await (const text of socket.setEncoding('utf8')) answer += text as string
  assert.match(answer, /"code":"input\.too-large"/)
  return answer.split('\r\n', 1)[0] ?? ''
}

describe('a body of 10 MB', { timeout: 60_000 }, () => {
  for (const framing of ['length', 'chunked'] as const)
    it(`gets its answer every time (${framing})`, async () => {
      const answers = await Promise.all(Array.from({ length: 12 }, () => send(framing)))
      assert.deepEqual([...new Set(answers)], ['HTTP/1.1 413 Payload Too Large'])
    })
})
