import { z } from 'zod'

/** What a post may do: `noun.verb`. The table post kind → permits stands in server/city/permit/permits.ts. */
export const permits = [
  'event.read',
  'event.open',
  'event.dispatch',
  'event.grade',
  'event.merge',
  'event.urge',
  'event.suspend',
  'event.park',
  'event.check',
  'event.dispute',
  'event.false-alarm',
  'event.raise',
  'event.self-handle',
  'signal.read',
  'signal.triage',
  'work-order.read',
  'work-order.act',
  'work-order.arbitrate',
  'work-order.approve',
  'report.send',
  'report.read',
  'map.read',
  'alarm.read',
  'alarm.mute',
  'feed.read',
  'feed.repair',
  'cockpit.read',
  'leader.read',
  'admin.read',
  'admin.people',
  'admin.confirm',
  'admin.security',
  'audit.read',
  'calendar.change',
  'catalogue.change',
  'personal.reveal',
  'device.command',
  'duty.read',
  'duty.arrange',
  'plan.try',
  'rule.read',
  'rule.draft',
  'rule.publish',
  'demo.reset',
] as const
export const Permit = z.enum(permits).meta({ id: 'Permit' })
export type Permit = z.infer<typeof Permit>

/** What a person sees: whole areas, or only the cases their unit acts on (decisions.md 3). */
export type Sight = 'area' | 'case'
