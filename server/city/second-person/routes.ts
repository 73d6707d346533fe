import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Permit } from '../../../contract/permit.ts'
import { AnswerBody, AnswerVerb } from '../../../contract/second-person.ts'
import { type App, errors } from '../../kernel/http.ts'
import type { Answer } from './requests.ts'

const Id = z.object({ id: z.uuid() })

type Doors<Done extends z.ZodType> = {
  path: '/api/v1/object-requests' | '/api/v1/pack-requests' | '/api/v1/vital-requests'
  permit: Permit
  summaries: Readonly<Record<AnswerVerb, string>>
  done: Done
}

/** The doors of whoever answers a kind of request, or takes theirs back. */
export function answerRoutes<Done extends z.ZodType>(
  app: App,
  { path, permit, summaries, done }: Doors<Done>,
  answer: (request: FastifyRequest, given: Answer) => Promise<z.infer<Done>>,
): void {
  for (const verb of AnswerVerb.options)
    app.post(
      `${path}/:id/${verb}`,
      {
        schema: { summary: summaries[verb], params: Id, body: AnswerBody, response: { 200: done as z.ZodType, ...errors } },
        config: { permit },
      },
      (request) => answer(request, { id: request.params.id, verb, note: request.body.note ?? null }),
    )
}
