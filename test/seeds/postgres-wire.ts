import { connect, createServer, type Server, type Socket } from 'node:net'
import type { SocketFault } from './schedule.ts'

/** A wire between a server and PostgreSQL that can be cut, broken in a message, made to lose an answer, or to say that the disk is full. */
export type Wire = {
  url: string
  /** sets a fault in motion; it strikes after so many further messages of the server, of which those that come by the real clock do not count */
  arm(fault: Pick<SocketFault, 'how' | 'after'>): void
  /** did it strike? */
  struck(): boolean
  heal(): void
  /** for good: as when the process is killed */
  kill(): Promise<void>
}

type Message = { type: string; bytes: Buffer }
/** `prepared`: what its statements say, by their names; `said`: the statement that is under way. */
type Pair = {
  client: Socket
  upstream: Socket
  inTransaction: boolean
  swallowing: boolean
  said: string
  prepared: Map<string, string>
}
type Armed = { how: SocketFault['how']; left: number; struck: boolean }

/** What the live stream asks every quarter of a real second. Counting it would make a fault strike elsewhere each time. */
const polled = /^select [\s\S]* from facts\s+where \(tx, id\) > [\s\S]*order by facts\.tx, facts\.id limit/i
const writes = /^\s*(with\b[\s\S]*\b)?(insert|update)\b/i

/** Opens a wire to the server of `url`. */
export async function openWire(url: string): Promise<Wire> {
  const { database, user, path, host, port } = placeOf(url)
  const wires = new Set<Pair>()
  let armed: Armed | null = null
  let dead = false
  const cutAll = (): void => {
    for (const wire of wires) {
      wire.client.destroy()
      wire.upstream.destroy()
    }
    wires.clear()
  }
  const isDown = (): boolean => dead || (armed?.struck === true && armed.how !== 'full' && armed.how !== 'noticed')

  /** Lets a message of the server through, or not. */
  function pass(wire: Pair, message: Message): void {
    listen(wire, message)
    if (!armed) return void wire.upstream.write(message.bytes)
    if (!armed.struck && counts(wire, message) && armed.left-- <= 0) armed.struck = strikes(armed, message)
    if (!armed.struck) return void wire.upstream.write(message.bytes)
    // What came before it in the same go is on its way already.
    wire.upstream.uncork()
    if (armed.how === 'full' || armed.how === 'noticed') return void refuseFull(wire, message)
    if (armed.how === 'half') wire.upstream.write(message.bytes.subarray(0, Math.ceil(message.bytes.length / 2)))
    if (armed.how !== 'answer-lost') return void cutAll()
    // PostgreSQL does what it was told; nobody hears that it did.
    wire.upstream.write(message.bytes)
    wire.client.pause()
    wire.upstream.once('data', cutAll)
  }

  // Without Nagle: it would hold back every second small message for the 40 ms of a delayed acknowledgement.
  const server: Server = createServer({ noDelay: true }, (client) => {
    if (isDown()) return void client.destroy()
    const upstream = path ? connect(path) : connect({ port, host, noDelay: true })
    const wire: Pair = { client, upstream, inTransaction: false, swallowing: false, said: '', prepared: new Map() }
    wires.add(wire)
    const end = (): void => {
      wires.delete(wire)
      client.destroy()
      upstream.destroy()
    }
    for (const socket of [client, upstream]) socket.on('error', end).on('close', end)
    const asked = cutter({ startup: true }, (message) => pass(wire, message))
    const answered = cutter({ startup: false }, ({ type, bytes }) => {
      if (type === 'Z') wire.inTransaction = bytes[5] !== 0x49
      client.write(bytes)
    })
    client.on('data', (chunk) => inOneGo(upstream, () => asked(chunk)))
    upstream.on('data', (chunk) => inOneGo(client, () => answered(chunk)))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const own = (server.address() as { port: number }).port
  return {
    url: `postgres://${user}@127.0.0.1:${own}/${database}`,
    arm: ({ how, after }) => {
      armed = { how, left: after, struck: false }
    },
    struck: () => armed?.struck === true,
    heal: () => {
      armed = null
    },
    kill: () => {
      dead = true
      cutAll()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

/** Is it of a step's own work, and no greeting of a connection that happens to be a new one? */
const counts = (wire: Pair, message: Message): boolean => !polled.test(wire.said) && !['', 'p', 'X'].includes(message.type)

/** Hears which statement is meant: said in full, made ready under a name, or called by that name. */
function listen(wire: Pair, { type, bytes }: Message): void {
  if (type === 'Q') wire.said = bytes.toString('utf8', 5)
  if (type === 'P') {
    const [name, text] = [textAt(bytes, 5), textAt(bytes, bytes.indexOf(0, 5) + 1)]
    wire.prepared.set(name, text)
    wire.said = text
  }
  if (type === 'B') wire.said = wire.prepared.get(textAt(bytes, bytes.indexOf(0, 5) + 1)) ?? ''
}

const textAt = (bytes: Buffer, from: number): string => bytes.toString('utf8', from, bytes.indexOf(0, from))

/** The answer of a commit is the one worth losing. */
const strikes = ({ how }: Armed, { type, bytes }: Message): boolean =>
  how !== 'answer-lost' || (type === 'Q' && /^commit/i.test(bytes.toString('utf8', 5)))

/** PostgreSQL on a full disk: what writes is refused with its own error, what reads goes on. */
function refuseFull(wire: Pair, message: Message): void {
  const { type, bytes } = message
  if (writes.test(wire.said)) wire.swallowing = true
  if (!wire.swallowing) return void wire.upstream.write(bytes)
  // The client hears of it when its whole request has been sent.
  if (type !== 'Q' && type !== 'S') return
  wire.swallowing = false
  const fields = Buffer.from('SERROR\0VERROR\0C53100\0Mcould not extend file: No space left on device\0\0')
  wire.client.write(Buffer.concat([framed('E', fields), framed('Z', Buffer.from(wire.inTransaction ? 'E' : 'I'))]))
}

/** What came together goes on together: a write for each message would cost more than the rest of the wire. */
function inOneGo(socket: Socket, work: () => void): void {
  socket.cork()
  work()
  socket.uncork()
}

function framed(type: string, body: Buffer): Buffer {
  const head = Buffer.alloc(5)
  head.write(type)
  head.writeUInt32BE(body.length + 4, 1)
  return Buffer.concat([head, body])
}

/** Cuts a stream of the protocol into its messages; the first of a client has no type. */
function cutter(given: { startup: boolean }, each: (message: Message) => void): (chunk: Buffer) => void {
  let { startup } = given
  let rest: Buffer = Buffer.alloc(0)
  return (chunk) => {
    rest = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk
    for (;;) {
      const head = startup ? 0 : 1
      if (rest.length < head + 4) return
      const length = head + rest.readUInt32BE(head)
      if (rest.length < length) return
      const bytes = rest.subarray(0, length)
      rest = rest.subarray(length)
      each({ type: startup ? '' : String.fromCharCode(bytes[0]!), bytes })
      startup = false
    }
  }
}

/** `postgres://user@/name?host=/socket/folder` or `postgres://user@host:port/name`. */
function placeOf(url: string): { database: string; user: string; path: string | null; host: string; port: number } {
  const found = /^postgres(?:ql)?:\/\/([^@/]*)@([^:/?]*)(?::(\d+))?\/([^?]*)(?:\?(.*))?$/.exec(url)
  if (!found) throw new Error(`cannot read ${url}`)
  const [, user = '', host = '', port = '5432', database = '', query = ''] = found
  const folder = new URLSearchParams(query).get('host')
  return {
    database,
    user,
    path: folder?.startsWith('/') ? `${folder}/.s.PGSQL.${port}` : null,
    host: folder ?? host,
    port: Number(port),
  }
}
