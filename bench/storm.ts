// Fifty thousand raw alarms in ten seconds and a few red ones among them: when a phone is told of the red ones, how quick the list
// stays, what the server holds in memory; beside Prometheus Alertmanager, which is given the same alarms.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Inventory } from '../simulator/inventory.ts'
import { ask, benchServer } from './parts/bench-database.ts'
import { launch } from './parts/launch.ts'
import { publish } from './parts/publish.ts'
import { median, quantile, quick, ratios, say, short } from './parts/run.ts'
import { blowAlertmanager, blowOurs, chooseTanks, type OurStorm, stormS, type Tank, type Told } from './parts/storm-work.ts'

const count = quick ? 10_000 : 50_000
const rounds = quick ? 1 : 4

const dir = mkdtempSync(join(tmpdir(), 'zhili-bench-'))
const database = await benchServer()
try {
  say('seeding the city')
  const base = await database.make('storm')
  const tanks = await seed(base)
  say(`${tanks.length} tanks`)
  const ours: OurStorm[] = []
  const theirs: Awaited<ReturnType<typeof blowAlertmanager>>[] = []
  const blowOne = async (side: 'ours' | 'theirs', round: number): Promise<void> => {
    if (side === 'theirs') theirs[round] = await blowAlertmanager({ tanks, round, count })
    else {
      const name = `storm_${round}`
      await ask(database.url, `create database ${name} template storm`)
      ours[round] = await blowOurs({ dir, url: base.replace('/storm?', `/${name}?`) }, { tanks, round, count })
    }
    const told: Told = side === 'ours' ? ours[round]! : theirs[round]!
    const { reds: _, list: __, ...rest } = { list: [], ...told }
    say(
      `round ${round + 1}/${rounds}  ${side}: ${[...told.reds.values()].map((ms) => ms.toFixed(0)).join(' ')} ms; ${JSON.stringify(rest)}`,
    )
  }
  for (let round = 0; round < rounds; round++)
    for (const side of round % 2 === 0 ? (['ours', 'theirs'] as const) : (['theirs', 'ours'] as const)) await blowOne(side, round)

  const { reds, others } = chooseTanks(tanks, 0)
  const wrong = [...ours, ...theirs].filter(
    (told) =>
      told.standing !== others.length + reds.length ||
      told.redStanding !== reds.length ||
      [...told.reds.values()].some(Number.isNaN),
  ).length
  const lost = ours.map(({ sent, stored, shed }) => sent - stored - shed)
  const msOf = (told: Told): number[] => [...told.reds.values()]
  const all = (side: Told[]): number[] => side.flatMap(msOf)
  const first = (side: Told[]): number[] => side.map((told) => median(msOf(told)))
  const share = ratios(first(ours), first(theirs))
  const list = ours.map((storm) => quantile(storm.list, 0.95))
  const p99 = quantile(all(ours), 0.99)
  publish({
    bench: 'storm',
    title: 'red among fifty thousand raw alarms in ten seconds',
    work: `${short(count)} raw alarms (methane over its blue limit) within ${stormS} s from ${short(others.length)} tanks of all 41 districts in turn, and one red a second in one town; ${rounds} storms a side in turns, each on a server of its own. Ours: a QoS 1 message each by the gateways' 41 connections, the whole server with the demo city; every tank's alarm starts its fan, which answers. Told is when the order stands on the live stream of the post's phone. Alertmanager: \`group_wait: 0s\`, the alarms of 20 ms in one request, each red one in a request and a group of its own, told by webhook.`,
    same: `Answers compared: every storm leaves ${short(others.length)} blue and ${reds.length} red alarms standing on both sides, and each red one is told to its phone: ${wrong === 0 ? 'so it was in all' : `not in ${wrong}`} of ${ours.length + theirs.length}`,
    versions: { PostgreSQL: `${database.version} embedded, fsync on`, Alertmanager: theirs[0]!.version },
    figures: [
      { what: 'storms with another answer', runs: [wrong], bar: { says: '0', held: wrong === 0 } },
      {
        what: 'readings neither stored nor counted as dropped',
        runs: lost,
        bar: { says: '0', held: lost.every((n) => n === 0) },
      },
      { what: 'ours: red at the phone, p50', runs: first(ours), unit: 'ms' },
      {
        what: `ours: red at the phone, p99 of ${all(ours).length}`,
        runs: [p99],
        unit: 'ms',
        bar: { says: '≤ 1,000 ms', held: p99 <= 1000 },
      },
      { what: 'Alertmanager: red told, p50', runs: first(theirs), unit: 'ms' },
      { what: `Alertmanager: red told, p99 of ${all(theirs).length}`, runs: [quantile(all(theirs), 0.99)], unit: 'ms' },
      { what: "ours against Alertmanager's, p50", runs: share, unit: '×', bar: { says: '≤ 0.5×', held: median(share) <= 0.5 } },
      {
        what: 'list of events during the storm, p95',
        runs: list,
        unit: 'ms',
        bar: {
          says: '< 300 ms',
          held:
            quantile(
              ours.flatMap((storm) => storm.list),
              0.95,
            ) < 300,
        },
      },
      {
        what: 'memory of the server, most',
        runs: ours.map(({ memory }) => memory),
        unit: 'MB',
        bar: { says: '≤ 600 MB', held: ours.every(({ memory }) => memory <= 600) },
      },
      { what: 'after the last one was sent until all were acknowledged', runs: ours.map(({ restS }) => restS), unit: 's' },
      { what: 'dropped, counted by name', runs: ours.map(({ shed }) => shed) },
    ],
    notes: [
      'Ours has stored every reading, opened the event, chosen who is asked and set the clocks, committed to disk, before anybody is told; Alertmanager holds its alarms in memory and tells at once.',
      'Load, server, PostgreSQL and listeners share the two cores.',
    ],
  })
} finally {
  await database.stop()
  rmSync(dir, { recursive: true, force: true, maxRetries: 5 })
}

/** Seeds the demo city into a database, and answers its tanks. */
async function seed(url: string): Promise<Tank[]> {
  const server = await launch(dir, ['--no-simulator'], { DATABASE_URL: url.replace('@/', '@localhost/') })
  try {
    const { gateways } = (await (await fetch(`${server.url}/api/v1/demo/inventory`)).json()) as Inventory
    return gateways.flatMap((gateway) => gateway.devices.map((device) => ({ gateway, device })))
  } finally {
    await server.stop()
  }
}
