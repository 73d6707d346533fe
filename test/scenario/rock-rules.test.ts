import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { acceptAll, alarmOf, first, gauge, horn, partsOf, point, second, shaking, startRock, unitsAsked, watch } from './rock.ts'

describe('the colour of a geohazard point', () => {
  it('is yellow at most by rain alone: 250 mm in a day', async (t) => {
    const story = await startRock(t)
    const seen: (string | null)[] = []
    for (const [hour, day] of [
      [5, 20],
      [25, 60],
      [45, 120],
      [60, 250],
      [70, 250],
    ] as const) {
      await story.reads(gauge, { rain1h: hour, rain24h: day })
      await story.reads(first, { crack: 30 + shaking(hour) })
      await story.pass({ m: 10 })
      seen.push(await alarmOf(story))
      await acceptAll(story)
    }
    assert.deepEqual(seen, [null, 'blue', 'yellow', 'yellow', 'yellow'])
    await story.pass({ h: 3 })
    assert.equal(await alarmOf(story), 'yellow')
    assert.deepEqual(
      (await story.commands()).map(({ name }) => name),
      [],
      'no siren, no faster sampling',
    )
    await story.acknowledge()
    await story.end()
  })

  it('is orange by two crack meters that are yellow, and one alone stays yellow', async (t) => {
    const story = await startRock(t)
    // eight millimetres a day each: yellow; the second begins a third of a day later
    const grows = (from: number) => (hour: number) => ({ crack: 30 + shaking(hour) + Math.max(0, hour - from) / 3 })
    const says = { [first]: grows(0), [second]: grows(8) }
    for (let hour = 0; hour < 21; hour += 1.5) {
      await watch(story, [hour, hour + 1.5], says)
      await acceptAll(story)
    }
    assert.equal(await alarmOf(story), 'yellow')
    for (let hour = 21; hour < 27; hour += 1.5) {
      await watch(story, [hour, hour + 1.5], says)
      await acceptAll(story)
    }
    assert.equal(await alarmOf(story), 'orange')
    const [change] = await story.sql<{ rule: string }>(
      `select c.rule from alarm_changes c join alarms a on a.id = c.alarm where a.object = $1 and c.to_severity = 'orange' order by c.at limit 1`,
      [point],
    )
    assert.equal(change!.rule, 'rock-agree')
    // asked to sample faster from orange on, the loudspeaker is left alone
    const commands = await story.commands()
    assert.deepEqual([...new Set(commands.map(({ name }) => name))], ['sample.fast'])
    assert.ok(commands.every(({ device }) => device !== horn))
    assert.ok((await unitsAsked(story)).includes('unit-beian-maritime'), 'ships: ready')
    assert.ok(
      (await partsOf(story)).every(({ unit }) => unit !== 'unit-beian-police-traffic'),
      'no road below it',
    )
    await story.acknowledge()
    await story.end()
  })
})
