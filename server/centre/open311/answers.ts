import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import type { Open311Document } from '../../../protocols/open311/types.ts'
import { contentTypes, type Format, writeOpen311 } from '../../../protocols/open311/write.ts'
import { type App, drain, refusalOf } from '../../kernel/http.ts'
import { type Refusal, RefusalError, toProblem } from '../../kernel/result.ts'
import type { Spine } from '../../kernel/spine.ts'
import type { Language } from './types.ts'

/** Chinese unless the client asks for English before it. */
export const languageOf = (request: FastifyRequest): Language =>
  /^\s*en\b/i.test(request.headers['accept-language'] ?? '') ? 'en' : 'zh'

/** XML is what every client of the standard reads; JSON only where the address ends so. */
const formatOf = (request: FastifyRequest): Format => (/\.json$/.test(request.url.split('?')[0]!) ? 'json' : 'xml')

/** The answer of a route, as its schema has it: text that is sent as it is. */
export function answer(reply: FastifyReply, document: Open311Document): string {
  const format = formatOf(reply.request)
  void reply.type(contentTypes[format]).header('vary', 'accept-language')
  return writeOpen311(document, format)
}

export const noSuch = (): RefusalError => new RefusalError({ code: 'thing.not-found' })

/** The format an address ends with; anything else is no address of the standard. */
export function needFormat(given: string): void {
  if (given !== 'xml' && given !== 'json') throw noSuch()
}

/** The standard knows 404, 403, and 400 for whatever else the caller did; the rest of HTTP stays what it says. */
const statusOf = (status: number): number =>
  status === 401 ? 403 : status === 409 || status === 415 || status === 422 ? 400 : status

/** Every refusal below this scope in the standard's shape. */
export function answerErrors(scope: App, spine: Spine): void {
  const send = async (refusal: Refusal, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const problem = toProblem(refusal)
    const code = statusOf(problem.status)
    if (code === 413) await drain(request.raw)
    if (code === 429) void reply.header('retry-after', String(refusal.details?.seconds ?? 60))
    void reply.status(code)
    const errors = [{ code, description: problem[languageOf(request)] }]
    return reply.send(answer(reply, { kind: 'errors', errors }))
  }
  scope.setErrorHandler(async (error: FastifyError, request, reply) => {
    const refusal = refusalOf(error, spine, request.headers['content-type'])
    if (toProblem(refusal).status >= 500) spine.log.error({ err: error, id: refusal.details?.id }, 'request failed')
    return send(refusal, request, reply)
  })
  scope.setNotFoundHandler((request, reply) => send({ code: 'route.not-found' }, request, reply))
}
