// A server as a process of its own that puts a release of a pack in force and is killed (-9) after its commit, before it follows itself.
// `node pack-publisher.ts URL PACK NO DATA_DIR`
import { readChannels } from '../../server/city/channel/settings.ts'
import { createPacks, type Packs } from '../../server/city/pack/packs.ts'
import { compose } from '../../server/compose.ts'
import { realClock } from '../../server/kernel/clock.ts'
import { readConfig } from '../../server/kernel/config.ts'
import { storyPacks } from '../story-server.ts'

const [url, pack, no, dir] = process.argv.slice(2)
const config = readConfig({ DEMO: 'true', LOG_LEVEL: 'silent', DATA_DIR: dir })
const packs: Packs = {
  ...createPacks(storyPacks, { demo: false }),
  follow: () => process.kill(process.pid, 'SIGKILL'),
}
const { app } = await compose({ config, url: url!, clock: realClock, packs, channels: readChannels(config, {}) })
await app.ready()
const account = { account: 'lusiqi', tab: true }
const signed = await app.inject({ method: 'POST', url: '/api/v1/demo/session', payload: account })
await app.inject({
  ...{ method: 'POST', url: `/api/v1/packs/${pack}/releases/${no}/publish`, payload: {} },
  headers: { 'x-demo-session': signed.json<{ tabSession: string }>().tabSession },
})
process.exit(1)
