import { createHash } from 'node:crypto'
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { connect } from 'node:net'
import type { TestContext } from 'node:test'

/** A message of SIP, taken apart by hand: nothing of the product's codec is used here. */
export type Came = { first: string; head: string; body: string; status: number }
const md5 = (text: string): string => createHash('md5').update(text).digest('hex')

export const takeApart = (text: string): Came => {
  const cut = text.indexOf('\r\n\r\n')
  const [first = '', ...lines] = text.slice(0, cut).split('\r\n')
  return { first, head: lines.join('\n'), body: text.slice(cut + 4), status: Number(/^SIP\/2\.0 (\d{3})/.exec(first)?.[1] ?? 0) }
}
export const headOf = (came: Came, name: string): string => new RegExp(`^${name}: (.*)$`, 'im').exec(came.head)?.[1] ?? ''

type Line = { send(text: Buffer): void; onText(hear: (text: string) => void): void; close(): void; via: string }

async function udpLine(port: number): Promise<Line> {
  const socket = createSocket('udp4')
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  return {
    send: (bytes) => socket.send(bytes, port, '127.0.0.1'),
    onText: (hear) => void socket.on('message', (bytes) => hear(bytes.toString('latin1'))),
    close: () => socket.close(),
    via: `UDP 127.0.0.1:${socket.address().port}`,
  }
}

async function tcpLine(port: number): Promise<Line> {
  const socket = connect({ port, host: '127.0.0.1' })
  await once(socket, 'connect')
  socket.on('error', () => undefined)
  return {
    // a byte and the rest: a stream is cut anywhere
    send(bytes) {
      socket.write(bytes.subarray(0, 1))
      socket.write(bytes.subarray(1))
    },
    onText(hear) {
      let held = ''
      socket.on('data', (chunk: Buffer) => {
        held += chunk.toString('latin1')
        for (;;) {
          const end = held.indexOf('\r\n\r\n')
          const length = Number(/^Content-Length: (\d+)/im.exec(held.slice(0, end))?.[1] ?? 0)
          if (end < 0 || held.length < end + 4 + length) return
          hear(held.slice(0, end + 4 + length))
          held = held.slice(end + 4 + length)
        }
      })
    },
    close: () => socket.destroy(),
    via: `TCP 127.0.0.1:${socket.localPort}`,
  }
}

type Wanted = { number: string; password: string; over?: 'udp' | 'tcp' }
type What = { body?: string; headers?: string[]; callId?: string; cseq?: number }

/** Writes requests of a platform, each with a number of its own. */
function writer(number: string, via: string) {
  let count = 0
  const domain = number.slice(0, 10)
  return (method: string, { body = '', headers = [], callId = `call-${++count}`, cseq = ++count }: What = {}): Buffer => {
    const head = [
      `${method} sip:50000000082000000001@${domain} SIP/2.0`,
      `Via: SIP/2.0/${via};rport;branch=z9hG4bK-${number}-${cseq}`,
      `From: <sip:${number}@${domain}>;tag=t${cseq}`,
      `To: <sip:${method === 'REGISTER' ? number : '50000000082000000001'}@${domain}>`,
      `Call-ID: ${callId}`,
      `CSeq: ${cseq} ${method}`,
      'Max-Forwards: 70',
      ...headers,
      ...(body ? ['Content-Type: Application/MANSCDP+xml'] : []),
      `Content-Length: ${Buffer.byteLength(body, 'latin1')}`,
    ]
    return Buffer.from(`${head.join('\r\n')}\r\n\r\n${body}`, 'latin1')
  }
}

/** What is heard on a line; `next` waits for what fits, the rest stays for others. */
function listener(line: Line) {
  const heard: Came[] = []
  const waiting: (() => void)[] = []
  line.onText((text) => {
    heard.push(takeApart(text))
    for (const go of waiting.splice(0)) go()
  })
  return async (fits: (came: Came) => boolean): Promise<Came> => {
    for (;;) {
      const at = heard.findIndex(fits)
      if (at >= 0) return heard.splice(at, 1)[0]!
      await new Promise<void>((go) => waiting.push(go))
    }
  }
}

type Proving = { number: string; word: string; withQop: boolean }

/** The digest of a registration, with `qop` or as of old. */
export function proof(challenge: string, { number, word, withQop }: Proving): string {
  const of = (name: string): string => new RegExp(`${name}="([^"]*)"`).exec(challenge)?.[1] ?? ''
  const [realm, nonce, uri] = [of('realm'), of('nonce'), `sip:${number.slice(0, 10)}`]
  const [secret, about] = [md5(`${number}:${realm}:${word}`), md5(`REGISTER:${uri}`)]
  const response = withQop ? md5(`${secret}:${nonce}:00000001:abcd:auth:${about}`) : md5(`${secret}:${nonce}:${about}`)
  const more = withQop ? ', qop=auth, nc=00000001, cnonce="abcd"' : ''
  return `Authorization: Digest username="${number}", realm="${realm}", nonce="${nonce}", uri="${uri}", response="${response}", algorithm=MD5${more}`
}

/** A platform of cameras as a test plays it: what it sends is written by hand, what it hears waits. */
export async function sipDevice(t: TestContext, port: number, { number, password, over = 'udp' }: Wanted) {
  const line = over === 'udp' ? await udpLine(port) : await tcpLine(port)
  t.after(() => line.close())
  const build = writer(number, line.via)
  const next = listener(line)
  const answerTo = (bytes: Buffer): Promise<Came> => {
    const cseq = /^CSeq: (.*)$/im.exec(bytes.toString('latin1'))![1]!
    return next((came) => came.status > 0 && headOf(came, 'CSeq') === cseq)
  }
  const ask = (method: string, what: What = {}): Promise<Came> => {
    const bytes = build(method, what)
    line.send(bytes)
    return answerTo(bytes)
  }
  const contact = `Contact: <sip:${number}@${line.via.split(' ')[1]}>`
  return {
    ...{ build, next, answerTo, ask, contact },
    send: (bytes: Buffer) => line.send(bytes),
    /** Registers as the standard wants it: refused with a challenge, then with its proof. Answers the last word. */
    async register({ word = password, withQop = false, expires = 3600 } = {}): Promise<Came> {
      const first = await ask('REGISTER', { headers: [contact, `Expires: ${expires}`] })
      const proven = proof(headOf(first, 'WWW-Authenticate'), { number, word, withQop })
      return ask('REGISTER', { headers: [contact, `Expires: ${expires}`, proven] })
    },
    message: (body: string) => ask('MESSAGE', { body }),
  }
}

/** Bodies by hand; `latin1` stands for bytes, so that a test can write GB18030. */
export const xml = (root: string, fields: string): string =>
  `<?xml version="1.0" encoding="GB2312"?>\r\n<${root}>\r\n${fields}</${root}>\r\n`
export const keepalive = (number: string, sn: number): string =>
  xml('Notify', `<CmdType>Keepalive</CmdType><SN>${sn}</SN><DeviceID>${number}</DeviceID><Status>OK</Status>`)
export const alarm = (
  camera: string,
  sn: number,
  { time, method = 5, type = 6, words = '' }: { time: string; method?: number; type?: number; words?: string },
): string =>
  xml(
    'Notify',
    `<CmdType>Alarm</CmdType><SN>${sn}</SN><DeviceID>${camera}</DeviceID><AlarmPriority>1</AlarmPriority><AlarmMethod>${method}</AlarmMethod>` +
      `<AlarmTime>${time}</AlarmTime>${words && `<AlarmDescription>${words}</AlarmDescription>`}<Info><AlarmType>${type}</AlarmType></Info>`,
  )
export const catalogue = (
  number: string,
  sn: number,
  total: number,
  cameras: { id: string; name: string; lon: number; lat: number }[],
): string =>
  xml(
    'Response',
    `<CmdType>Catalog</CmdType><SN>${sn}</SN><DeviceID>${number}</DeviceID><SumNum>${total}</SumNum><DeviceList Num="${cameras.length}">` +
      cameras
        .map(
          ({ id, name, lon, lat }) =>
            `<Item><DeviceID>${id}</DeviceID><Name>${name}</Name><Password>secret-word</Password><Status>ON</Status><Longitude>${lon}</Longitude><Latitude>${lat}</Latitude></Item>`,
        )
        .join('') +
      '</DeviceList>',
  )
