import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { TestContext } from 'node:test'

export type Got = { method: string; url: string; headers: IncomingHttpHeaders; body: Buffer }
export type Said = { status?: number; body?: string; headers?: Record<string, string> }

/** The other side of a channel: a real HTTP server that keeps what it got and answers as it is told, 200 when it is told nothing. */
export type Receiver = {
  url: string
  got: Got[]
  /** answers of the next requests, one each */
  say(...answers: Said[]): void
  /** what it answers when nothing else was said */
  always(answer: Said): void
}

/** `onGot` is told before anything is answered: a sender that dies there never learns that it was heard. */
export async function startReceiver(test: Pick<TestContext, 'after'>, onGot: () => void = () => {}): Promise<Receiver> {
  const got: Got[] = []
  const answers: Said[] = []
  let usual: Said = {}
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      got.push({ method: request.method!, url: request.url!, headers: request.headers, body: Buffer.concat(parts) })
      onGot()
      const { status = 200, body = '', headers = {} } = answers.shift() ?? usual
      response.writeHead(status, headers).end(body)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  test.after(() => new Promise((resolve) => server.close(resolve).closeAllConnections()))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/`,
    got,
    say: (...more) => void answers.push(...more),
    always: (answer) => {
      usual = answer
    },
  }
}
