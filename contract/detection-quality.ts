import { z } from 'zod'
import { Instant } from './time.ts'
import { Words } from './words.ts'

/**
 * 检测质量: what was found in the simulated city held against what was truly so. It exists only where the simulator writes the truth beside what its
 * devices send; of real data nobody knows the truth.
 */
const Case = z.object({
  what: z.enum(['missed', 'false']).describe('nobody found it; it was found and is not so'),
  of: z.string().describe('id of the object, or the plate of a truck'),
  name: z.string().nullable(),
  at: Instant.describe('missed: when it was due; false: when it was found'),
  cause: z.string().nullable().describe('missed: what is behind it, as the simulator calls it'),
  event: z.string().nullable(),
  picture: z.string().nullable().describe('file of what a camera saw'),
})
const Lead = z
  .object({
    ended: z.int().describe('slopes that have failed'),
    called: z.int().describe('of them red before they failed'),
    leastHours: z.number().nullable(),
    medianHours: z.number().nullable(),
    red: z.int(),
    redFalse: z.int().describe('red where nothing failed'),
    watched: z.int().describe('points whose truth is known'),
    watchedHours: z.number().describe('point-hours observed; 0 where the caller sees a part of the city only'),
  })
  .nullable()
const Matter = z.object({
  pack: z.string(),
  packName: Words.nullable(),
  name: Words.nullable().describe('what events of it are called; null: no pack in force has it'),
  matter: z.string().describe('family of alarms, or type of what was found'),
  true: z.int().describe('cases that are due by now, without those of `under`'),
  caught: z.int(),
  looks: z.int().describe('findings that people were given to look at'),
  right: z.int().describe('of them so at their moment, a little before it, or (`early`) soon after it'),
  early: z.int().describe('of those right: alarms that stood already when it began, raised no longer than `earlyS` before'),
  earlyMedianS: z.int().nullable().describe('seconds from such an alarm to the beginning'),
  under: z.int().describe('cases that began while an older alarm of their object still stood: neither found nor missed'),
  delayMedianS: z.int().nullable().describe('seconds from due to found, of those caught once they had begun'),
  delay95S: z.int().nullable(),
  lead: Lead,
  cases: z.array(Case).describe('missed and false, newest first, at most 50'),
  more: z.int().describe('cases left out of the list'),
})
export const DetectionQuality = z
  .object({
    simulated: z.boolean().describe('false: no simulator runs here, and nobody knows the truth'),
    since: Instant.nullable(),
    until: Instant.nullable().describe('the newest moment of the city by its facts'),
    graceS: z.int().describe('what is due for less than so long counts neither as found nor as missed'),
    earlyS: z.int().describe('an alarm that stands when a case begins belongs to it if it was raised no longer before'),
    matters: z.array(Matter),
  })
  .meta({ id: 'DetectionQuality' })
export type DetectionQuality = z.infer<typeof DetectionQuality>
export type DetectionMatter = DetectionQuality['matters'][number]
export type DetectionCase = DetectionMatter['cases'][number]
