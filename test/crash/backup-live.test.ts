import assert from 'node:assert/strict'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { cityBalance } from './balance.ts'
import { ask, type City, launch, makeCity, spawnZhili } from './city.ts'
import { connectGateway } from './gateway.ts'

describe('a backup of a running server', () => {
  let city: City
  const away = mkdtempSync(join(tmpdir(), 'zhili-away-'))
  after(async () => {
    await city?.remove()
    rmSync(away, { recursive: true, force: true })
  })

  it('taken while readings come in, makes a city of its own that adds up and starts', async () => {
    city = await makeCity()
    const life = await launch(city)
    const gateway = await connectGateway(life.mqttPort)
    let [going, n] = [true, 0]
    const feed = (async () => {
      for (; going; n++) {
        const one = {
          device: 'hf-990101-0001',
          at: new Date(Date.now() + n).toISOString(),
          values: { ch4: 4, co: n % 10 },
          acked: false,
        }
        await gateway.send(one)
      }
    })()
    await gateway.send({ device: 'hf-990101-0002', at: new Date().toISOString(), values: { ch4: 60 }, acked: false })
    const file = join(away, 'city.tar.gz')
    const saved = spawnZhili(['backup', file], { DATA_DIR: city.dir })
    assert.equal(await saved.ended, 0, saved.said())
    going = false
    await feed
    await gateway.close()
    const before = await counts(city)
    await life.stop()

    const copy = copyOf(join(away, 'data'))
    chmodSync(away, 0o755)
    const restored = spawnZhili(['restore', file], { DATA_DIR: copy.dir })
    assert.equal(await restored.ended, 0, restored.said())
    assert.match(restored.said(), /chain holds/)
    const second = await launch(copy)
    await cityBalance(copy)
    const now = await counts(copy)
    for (const table of ['areas', 'units', 'persons', 'objects', 'devices', 'events', 'work_orders', 'notices'])
      assert.equal(now[table], before[table], table)
    assert.ok(now.readings! > 0 && now.readings! <= before.readings!, 'readings of the moment of the backup')
    await second.stop()
  })
})

/** A city that is made by a restore, in a folder that is not there yet. */
function copyOf(dir: string): City {
  const cluster = join(dir, 'postgres', 'cluster')
  const socket = encodeURIComponent(join(dir, 'postgres', 'socket'))
  return { dir, cluster, databaseUrl: () => `postgres://zhili@/postgres?host=${socket}`, remove: async () => undefined }
}

async function counts(city: City): Promise<Record<string, number>> {
  const tables = ['areas', 'units', 'persons', 'objects', 'devices', 'events', 'work_orders', 'notices', 'readings']
  const rows = await ask<{ name: string; n: number }>(
    city,
    tables.map((name) => `select '${name}' as name, count(*)::int as n from ${name}`).join(' union all '),
  )
  return Object.fromEntries(rows.map(({ name, n }) => [name, n]))
}
