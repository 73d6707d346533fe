import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { proves, readDigest, writeChallenge } from '../../../../protocols/digest.ts'

/** How long a challenge may be answered. */
const lifeMs = 5 * 60_000
/** Nonces that were answered are remembered for their life; more at once than platforms are registered. */
const mostUsed = 50_000

export type Asked = { header: string | undefined; method: string; number: string; password: string; address: string; now: number }
/** `stale`: the right password to a challenge that is over or was answered before: it is asked anew. */
export type Judged = 'right' | 'wrong' | 'stale' | 'none'

export type Prover = {
  /** Value of `WWW-Authenticate` for an address. */
  challenge(address: string, now: number, stale?: boolean): string
  /** Do the credentials of a request prove the password of a number? */
  judge(asked: Asked): Judged
}

/**
 * Digest challenges of one realm. A nonce carries its moment and is signed for the address it was given to, so that strangers cost no
 * memory; what was answered with it is remembered: the same answer heard by somebody else lets nobody in.
 */
export function createProver(realm: string): Prover {
  const secret = randomBytes(32)
  const used = new Map<string, { count: number; until: number }>()
  const sign = (at: string, address: string): string =>
    createHmac('sha256', secret).update(`${at} ${address}`).digest('base64url').slice(0, 24)

  function isOurs(nonce: string, address: string): number | null {
    const [at = '', chance = '', signature = ''] = nonce.split('.')
    const [given, wanted] = [Buffer.from(signature), Buffer.from(sign(`${at}.${chance}`, address))]
    return given.length === wanted.length && timingSafeEqual(given, wanted) ? Number.parseInt(at, 36) : null
  }

  /** Once without `qop`; with it as often as its count grows. */
  function isFresh(nonce: string, count: number, now: number): boolean {
    for (const [old, { until }] of used) {
      if (until > now) break
      used.delete(old)
    }
    const before = used.get(nonce)
    if (before && count <= before.count) return false
    if (!before && used.size >= mostUsed) used.delete(used.keys().next().value!)
    used.set(nonce, { count, until: before?.until ?? now + lifeMs })
    return true
  }

  return {
    challenge(address, now, stale = false) {
      const at = `${now.toString(36)}.${randomBytes(6).toString('base64url')}`
      return writeChallenge({ realm, nonce: `${at}.${sign(at, address)}`, qop: 'auth', ...(stale ? { stale } : {}) })
    },
    judge({ header, method, number, password, address, now }) {
      const given = header === undefined ? null : readDigest(header)
      if (header === undefined || given === null) return 'none'
      const { nonce = '', username, realm: said } = given
      if (username !== number || said !== realm || !proves(header, { method, password })) return 'wrong'
      const at = isOurs(nonce, address)
      if (at === null || now - at > lifeMs) return 'stale'
      const count = given.qop === undefined ? 1 : Number.parseInt(given.nc ?? '', 16) || 0
      return isFresh(nonce, count, now) ? 'right' : 'stale'
    },
  }
}
