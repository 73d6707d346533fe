import { z } from 'zod'
import { warningColours } from './warning-colours.ts'

/** Event grade (事件等级), heaviest first. Numerals I–IV and 0 appear on screens only. */
export const grades = ['extraordinary', 'major', 'serious', 'ordinary', 'minor'] as const
export const Grade = z.enum(grades).meta({ id: 'Grade' })
export type Grade = z.infer<typeof Grade>

/** Risk of an object (对象风险), heaviest first; digits 1–5 on screens. */
export const risks = ['red', 'orange', 'yellow', 'blue', 'green'] as const
export const Risk = z.enum(risks).meta({ id: 'Risk' })
export type Risk = z.infer<typeof Risk>

/** Alarm severity (报警级别), heaviest first. */
export const severities = ['red', 'orange', 'yellow', 'blue'] as const
export const Severity = z.enum(severities).meta({ id: 'Severity' })
export type Severity = z.infer<typeof Severity>

/** Colour of a warning (预警颜色), heaviest first: published to people, never an alarm's severity. */
export const WarningColour = z.enum(warningColours).meta({ id: 'WarningColour' })
export type WarningColour = z.infer<typeof WarningColour>

/** Weight of a severity: 4 red … 1 blue, 0 for none; for comparing only. */
export const severityWeight = (severity: Severity | null): number => (severity === null ? 0 : 4 - severities.indexOf(severity))

/** Weight of a grade: 4 extraordinary … 0 minor; for comparing only. */
export const gradeWeight = (grade: Grade): number => 4 - grades.indexOf(grade)

/** A grade is only ever raised by the machine; a person lowers it with a reason (domain.md 5.4). */
export const heavierGrade = (a: Grade, b: Grade): Grade => (gradeWeight(a) >= gradeWeight(b) ? a : b)
