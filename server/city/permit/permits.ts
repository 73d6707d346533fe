import type { Permit, Sight } from '../../../contract/permit.ts'

const read = [
  'event.read',
  'signal.read',
  'work-order.read',
  'map.read',
  'object.read',
  'scene.read',
  'vital.read',
  'target.read',
  'item.read',
  'alarm.read',
  'cockpit.read',
  'plan.try',
  'rule.read',
  'duty.read',
] as const
const hub = [
  ...read,
  'vital.tell',
  'check-up.make',
  'target.tell',
  'signal.triage',
  'view.share',
  'alarm.mute',
  'event.open',
  'event.dispatch',
  'event.grade',
  'event.merge',
  'event.urge',
  'event.suspend',
  'event.park',
  'event.check',
  'event.false-alarm',
  'event.raise',
  'event.self-handle',
  'inspection.do',
  'letter.write',
  'work-order.act',
  'work-order.arbitrate',
  'work-order.approve',
  'feed.read',
  'plot.read',
  'report.send',
  'report.read',
  'personal.reveal',
  'duty.call',
  'leader.read',
] as const
const worker = [
  'event.read',
  'work-order.read',
  'work-order.act',
  'report.send',
  'map.read',
  'object.read',
  'scene.read',
  'alarm.read',
  'event.dispute',
  'event.false-alarm',
  'inspection.do',
] as const
const leader = [
  ...read,
  // the second person of a drill that becomes live
  'exercise.run',
  'event.urge',
  'event.suspend',
  'event.park',
  'work-order.arbitrate',
  'work-order.approve',
  'leader.read',
  // one event, one call: numbers of posts, for a purpose; of citizens and reporters they learn none by it
  'duty.call',
  'check-up.make',
  'feed.read',
  'plot.read',
  'report.read',
  // the last rung of a ladder can be called, so it must be able to accept
  'work-order.act',
] as const
const department = [
  ...(['event.read', 'work-order.read', 'work-order.act', 'report.send', 'event.dispute'] as const),
  ...(['inspection.do', 'letter.write', 'target.read', 'target.tell', 'item.read'] as const),
] as const

/** What each kind of post may do and how far it sees. A new post kind is a row here, never a branch in the code. */
export const postKinds: Record<string, { permits: readonly Permit[]; sight: Sight }> = {
  'city-leader': { permits: [...leader, 'rule.publish', 'pack.tune', 'object.confirm', 'vital.define'], sight: 'area' },
  // rules hold for the whole city: its hub writes and publishes them, never both the same person
  'city-duty': {
    permits: [
      ...hub,
      'event.rule-lead',
      'exercise.run',
      'duty.arrange',
      'feed.repair',
      'demo.reset',
      'rule.draft',
      'rule.publish',
      'pack.tune',
      'object.confirm',
      'vital.define',
      'target.change',
      'item.change',
      'wall.keep',
    ],
    sight: 'area',
  },
  'district-leader': { permits: [...leader, 'pack.tune', 'object.confirm'], sight: 'area' },
  'district-duty': {
    permits: [
      ...hub,
      'event.ask-lead',
      'exercise.run',
      'duty.arrange',
      'feed.repair',
      'demo.reset',
      'pack.tune',
      'object.confirm',
      'vital.define',
      'target.change',
      'wall.keep',
    ],
    sight: 'area',
  },
  'district-seat': { permits: [...hub, 'event.ask-lead'], sight: 'area' },
  'district-checker': { permits: [...read, 'event.check', 'event.urge', 'report.read', 'leader.read'], sight: 'area' },
  'town-commander': { permits: [...leader, 'object.confirm'], sight: 'area' },
  // `vital.define`: of its own four boards; whoever does not answer for all of a vital's home is refused
  'town-duty': {
    permits: [...hub, 'exercise.run', 'duty.arrange', 'wall.keep', 'object.confirm', 'vital.define'],
    sight: 'area',
  },
  'town-post': { permits: [...worker, 'signal.read', 'event.self-handle', 'report.read', 'letter.write'], sight: 'area' },
  'department-clerk': { permits: department, sight: 'case' },
  maintainer: { permits: department, sight: 'case' },
  'grid-worker': { permits: [...worker, 'event.self-handle', 'report.read'], sight: 'case' },
  // keeps the register and the scene layers of its own areas, and sees nothing of cases
  'data-admin': {
    permits: [
      ...(['object.read', 'object.change', 'object.confirm', 'scene.read', 'scene.change'] as const),
      ...(['vital.read', 'vital.tell', 'vital.define', 'check-up.make', 'item.read', 'item.change'] as const),
    ],
    sight: 'area',
  },
  'system-admin': {
    permits: [
      ...(['admin.read', 'admin.people', 'admin.confirm', 'area.change', 'calendar.change', 'catalogue.change'] as const),
      ...(['feed.read', 'feed.repair', 'feed.change', 'sender.register'] as const),
    ],
    sight: 'case',
  },
  'security-admin': { permits: ['admin.read', 'admin.confirm', 'admin.security'], sight: 'case' },
  'audit-admin': { permits: ['admin.read', 'audit.read'], sight: 'case' },
}

/** The three kinds of administrator that must be three people (design.md 5). */
export const threeAdmins = ['system-admin', 'security-admin', 'audit-admin'] as const
