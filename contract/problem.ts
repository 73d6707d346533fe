import { z } from 'zod'
import { areaProblems } from './problems/area.ts'
import { baseMapProblems } from './problems/basemap.ts'
import { caseProblems } from './problems/case.ts'
import { caseFileProblems } from './problems/case-file.ts'
import { courseProblems } from './problems/course.ts'
import { deskProblems } from './problems/desk.ts'
import { deviceProblems } from './problems/device.ts'
import { documentProblems } from './problems/document.ts'
import { doorProblems } from './problems/door.ts'
import { evacuationProblems } from './problems/evacuation.ts'
import { exerciseProblems } from './problems/exercise.ts'
import { feedProblems } from './problems/feed.ts'
import { inspectionProblems } from './problems/inspection.ts'
import { itemProblems } from './problems/item.ts'
import { leadRequestProblems } from './problems/lead-request.ts'
import { letterProblems } from './problems/letter.ts'
import { packProblems } from './problems/pack.ts'
import { partProblems } from './problems/part.ts'
import { ratedChangeProblems } from './problems/rated-change.ts'
import { reviewProblems } from './problems/review.ts'
import { sceneProblems } from './problems/scene.ts'
import { signInProblems } from './problems/sign-in.ts'
import { targetProblems } from './problems/target.ts'
import { ticketProblems } from './problems/ticket.ts'
import { vettingProblems } from './problems/vetting.ts'
import { viewProblems } from './problems/view.ts'
import { vitalProblems } from './problems/vital.ts'
import { wallProblems } from './problems/wall.ts'
import { wayProblems } from './problems/way.ts'

/**
 * The catalogue of refusals: code → HTTP number and the words of both languages.
 * `{name}` is filled from the details. HTTP numbers appear nowhere else.
 */
export const problems = {
  ...doorProblems,
  ...areaProblems,
  ...signInProblems,
  ...caseProblems,
  ...caseFileProblems,
  ...feedProblems,
  ...deskProblems,
  ...deviceProblems,
  ...documentProblems,
  ...exerciseProblems,
  ...evacuationProblems,
  ...partProblems,
  ...leadRequestProblems,
  ...letterProblems,
  ...packProblems,
  ...ticketProblems,
  ...vettingProblems,
  ...sceneProblems,
  ...reviewProblems,
  ...courseProblems,
  ...ratedChangeProblems,
  ...inspectionProblems,
  ...viewProblems,
  ...vitalProblems,
  ...targetProblems,
  ...itemProblems,
  ...wayProblems,
  ...wallProblems,
  ...baseMapProblems,
} as const satisfies Record<string, { status: number; zh: string; en: string }>

export type ProblemCode = keyof typeof problems

/** One shape for every error on the wire. */
export const Problem = z
  .object({
    code: z.string(),
    status: z.number(),
    zh: z.string(),
    en: z.string(),
    details: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  })
  .meta({ id: 'Problem' })
export type Problem = z.infer<typeof Problem>
