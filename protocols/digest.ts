import { createHash, timingSafeEqual } from 'node:crypto'

/** Digest authentication (RFC 2617, 7616), of SIP and of HTTP alike. */
export type Challenge = { realm: string; nonce: string; algorithm?: Algorithm; qop?: 'auth'; opaque?: string; stale?: boolean }
export type Algorithm = 'MD5' | 'SHA-256'
/** What the other side answers; `nc` and `cnonce` come with `qop`. */
export type Credentials = {
  username: string
  realm: string
  nonce: string
  uri: string
  response: string
  algorithm?: string
  qop?: string
  nc?: string
  cnonce?: string
  opaque?: string
}

const quoted = (text: string): string => `"${text.replace(/[\\"]/g, '\\$&')}"`

/** Value of `WWW-Authenticate`. */
export function writeChallenge({ realm, nonce, algorithm = 'MD5', qop, opaque, stale }: Challenge): string {
  const parts = [`realm=${quoted(realm)}`, `nonce=${quoted(nonce)}`, `algorithm=${algorithm}`]
  if (qop) parts.push(`qop=${quoted(qop)}`)
  if (opaque) parts.push(`opaque=${quoted(opaque)}`)
  if (stale) parts.push('stale=true')
  return `Digest ${parts.join(', ')}`
}

/** Value of `Authorization`. */
export function writeCredentials(given: Credentials): string {
  const bare = new Set(['algorithm', 'qop', 'nc'])
  const parts = Object.entries(given).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${bare.has(name) ? value : quoted(value)}`],
  )
  return `Digest ${parts.join(', ')}`
}

const part = /\s*([\w-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s",]*))\s*(?:,|$)/y

/** The parts of `Digest a="b", c=d`; null for anything else. */
export function readDigest(header: string): Record<string, string> | null {
  if (header.length > 4_096 || !/^digest\s/i.test(header)) return null
  const parts: Record<string, string> = Object.create(null)
  part.lastIndex = 7
  while (part.lastIndex < header.length) {
    const found = part.exec(header)
    if (!found) return null
    parts[found[1]!.toLowerCase()] = found[2]?.replace(/\\(.)/gs, '$1') ?? found[3]!
  }
  return parts
}

type Said = Omit<Credentials, 'response'> & { method: string; password: string }

/** What the response must be; null for an algorithm or protection nobody here knows. */
export function digestOf({
  username,
  realm,
  nonce,
  uri,
  algorithm = 'MD5',
  qop,
  nc,
  cnonce,
  method,
  password,
}: Said): string | null {
  const hash = { MD5: 'md5', 'SHA-256': 'sha256' }[algorithm.toUpperCase()]
  if (!hash || (qop !== undefined && qop !== 'auth')) return null
  const h = (text: string): string => createHash(hash).update(text).digest('hex')
  const secret = h(`${username}:${realm}:${password}`)
  const about = h(`${method}:${uri}`)
  return qop === undefined ? h(`${secret}:${nonce}:${about}`) : h(`${secret}:${nonce}:${nc}:${cnonce}:${qop}:${about}`)
}

type Proving = { username: string; password: string; method: string; uri: string; cnonce: string }

/** The value of `Authorization` that answers a challenge, the first time its nonce is used; null for one that is no digest anybody here knows. */
export function answerChallenge(challenge: string, { password, method, cnonce, ...who }: Proving): string | null {
  const { realm, nonce, algorithm, qop, opaque } = readDigest(challenge) ?? {}
  if (realm === undefined || nonce === undefined) return null
  const protects = qop?.split(',').some((one) => one.trim().toLowerCase() === 'auth')
  if (qop !== undefined && !protects) return null
  const said = {
    ...{ ...who, realm, nonce },
    ...(algorithm === undefined ? {} : { algorithm }),
    ...(opaque === undefined ? {} : { opaque }),
    ...(protects ? ({ qop: 'auth', nc: '00000001', cnonce } as const) : {}),
  }
  const response = digestOf({ ...said, method, password })
  return response === null ? null : writeCredentials({ ...said, response })
}

/** Do the credentials prove the password for this method? Which nonces are still good is for the caller to know. */
export function proves(header: string, { method, password }: Pick<Said, 'method' | 'password'>): boolean {
  const given = readDigest(header)
  const { username, realm, nonce, uri, response } = given ?? {}
  if (username === undefined || realm === undefined || nonce === undefined || uri === undefined || response === undefined)
    return false
  const wanted = digestOf({ ...given, username, realm, nonce, uri, method, password })
  const bytes = Buffer.from(response.toLowerCase())
  return wanted !== null && bytes.length === wanted.length && timingSafeEqual(bytes, Buffer.from(wanted))
}
