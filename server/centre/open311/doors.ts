import type { FastifyRequest } from 'fastify'
import { cityArea } from '../../city/area/store.ts'
import { type KeyRow, keyBySecret } from '../../city/sign-in/store.ts'
import { isUtf8 } from '../../kernel/charset.ts'
import { RefusalError } from '../../kernel/result.ts'
import type { Spine } from '../../kernel/spine.ts'
import { noSuch } from './answers.ts'

/** There is one jurisdiction, so nobody need name it; who names another is at the wrong door. */
export async function needJurisdiction(spine: Spine, given: string | null): Promise<void> {
  if (given && given !== (await cityArea(spine))?.code) throw noSuch()
}

/** The living key of a system, in the form as the standard has it or in the header as everywhere here: `<id>.<secret>`. */
export async function needKey(spine: Spine, request: FastifyRequest, form: string): Promise<KeyRow> {
  const given = new URLSearchParams(form).get('api_key') ?? /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1] ?? ''
  const [, id, secret] = /^([^.\s]{1,80})\.(\S{1,200})$/.exec(given.trim()) ?? []
  const key = id && secret ? await keyBySecret(spine, id, secret) : null
  if (key?.kind !== 'system') throw new RefusalError({ code: 'key.wrong' })
  return key
}

export function needForm(request: FastifyRequest): void {
  const type = request.headers['content-type'] ?? ''
  if (!/^application\/x-www-form-urlencoded\s*(;|$)/i.test(type) || !isUtf8(type))
    throw new RefusalError({ code: 'input.unsupported', details: { type } })
}
