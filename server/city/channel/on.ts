import type { FactKind } from '../../../contract/fact.ts'
import { type Grade, gradeWeight } from '../../../contract/scales.ts'
import type { Flow, Handler, RecordedFact } from '../../kernel/facts.ts'
import type { Db, Tx } from '../../kernel/spine.ts'
import { pushNotice } from './push.ts'
import { cloudEvent } from './rules/cloud-event.ts'
import { robotText } from './rules/robot-text.ts'
import type { ChannelSettings } from './types.ts'

type Deps = {
  settings: ChannelSettings
  eventOf: (db: Db, id: string) => Promise<{ no: string; title: string; exercise: boolean } | null>
}

const under = (area: string | null, prefix: string): boolean => prefix === '' || (area?.startsWith(prefix) ?? false)

/** Facts go out after commit: to the systems that asked for their kind, and of grave events to the groups' robots. */
export function channelHandlers({ settings, eventOf }: Deps): { after: Flow['after'] } {
  const kinds = new Set(settings.webhooks.flatMap((one) => one.kinds))
  const after: Record<string, Record<string, Handler>> = {}
  for (const kind of kinds)
    after[kind] = { webhook: async (fact, tx) => tellSystems(settings, { ...fact, exercise: await isOfExercise(fact, tx) }, tx) }
  if (settings.robots.length > 0)
    for (const kind of ['event.opened', 'event.graded'] as const satisfies FactKind[])
      after[kind] = { ...after[kind], robot: tellGroups as Handler }
  if (settings.push) after['notice.sent'] = { ...after['notice.sent'], push: pushNotice as Handler }
  return { after: after as Flow['after'] }

  /** Is the fact one of a drill? */
  async function isOfExercise({ body }: RecordedFact, tx: Tx): Promise<boolean> {
    const { event } = body as { event?: string | null }
    return event ? ((await eventOf(tx, event))?.exercise ?? false) : false
  }

  /** Opened at the robot's grade or above, or risen to it. */
  async function tellGroups(fact: RecordedFact<'event.opened'> | RecordedFact<'event.graded'>, tx: Tx): Promise<void> {
    const isRise = fact.kind === 'event.graded'
    const [grade, before] = isRise ? [fact.body.to, fact.body.from] : [fact.body.grade, null]
    const event = await eventOf(tx, fact.body.event)
    if (!event) return
    for (const { name, owner, grade: from, area } of settings.robots)
      if (under(fact.area, area) && crosses(before, grade, from))
        await tx.send({
          key: `robot:${name}:${fact.id}`,
          channel: 'robot',
          address: name,
          owner,
          body: { text: robotText({ ...event, grade }) },
          urgent: gradeWeight(grade) >= gradeWeight('major'),
        })
  }
}

const crosses = (before: Grade | null, grade: Grade, from: Grade): boolean =>
  gradeWeight(grade) >= gradeWeight(from) && (before === null || gradeWeight(before) < gradeWeight(from))

async function tellSystems({ webhooks }: ChannelSettings, fact: RecordedFact & { exercise: boolean }, tx: Tx): Promise<void> {
  for (const { name, owner, kinds, area } of webhooks)
    if (kinds.includes(fact.kind) && under(fact.area, area))
      await tx.send({ key: `webhook:${name}:${fact.id}`, channel: 'webhook', address: name, owner, body: cloudEvent(fact) })
}
