import { z } from 'zod'
import { courseKinds } from './course-kinds.ts'
import { Instant } from './time.ts'
import { Words } from './words.ts'

const Kind = z.enum(courseKinds)
const Minutes = z.number().int().min(0).max(43_200).nullable()

/** One end of a course (流向), as seen from the other: what flows there or from there, and how many minutes it takes (null: nobody knows). */
export const Course = z
  .object({
    ...{ object: z.string(), code: z.string(), name: z.string(), kindName: Words, areaName: z.string() },
    ...{ kind: Kind, minutes: Minutes },
  })
  .meta({ id: 'Course' })
export type Course = z.infer<typeof Course>

/** What lies right upstream and right downstream of an object; `mayKeep`: the caller may say what lies upstream. */
export const ObjectCourses = z
  .object({ upstream: z.array(Course), downstream: z.array(Course), mayKeep: z.boolean(), at: Instant })
  .meta({ id: 'ObjectCourses' })
export type ObjectCourses = z.infer<typeof ObjectCourses>

/** All that lies right upstream of an object from now on, by the codes of the register; what is not named is not upstream any more. */
export const CoursesKept = z.strictObject({
  upstream: z.array(z.strictObject({ code: z.string().min(1).max(80), kind: Kind, minutes: Minutes.default(null) })).max(200),
})
export type CoursesKept = z.infer<typeof CoursesKept>
