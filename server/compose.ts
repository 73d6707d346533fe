import { join, resolve } from 'node:path'
import { adminRoutes } from './centre/admin/routes.ts'
import { cockpitRoutes } from './centre/cockpit/routes.ts'
import { demoRoutes } from './centre/demo/routes.ts'
import { deskRoutes } from './centre/desk/routes.ts'
import { unitRoutes } from './centre/desk/routes-units.ts'
import { feedRoutes } from './centre/feeds/routes.ts'
import { type Hub, startHub } from './centre/live/hub.ts'
import { liveRoutes } from './centre/live/routes.ts'
import { mapRoutes } from './centre/map/routes.ts'
import { fileRoutes } from './city/file/routes.ts'
import type { Packs } from './city/pack/packs.ts'
import { createIdentify } from './city/sign-in/identify.ts'
import { signInRoutes } from './city/sign-in/routes.ts'
import { createIngest, type Ingest } from './flow/1-ingest/accept.ts'
import { reportRoutes } from './flow/1-ingest/reports/routes.ts'
import { ingestRoutes } from './flow/1-ingest/routes.ts'
import { eventRoutes } from './flow/3-event/routes.ts'
import { signalRoutes } from './flow/3-event/routes-signals.ts'
import { visibleEvent, visibleReport } from './flow/3-event/store.ts'
import { dispatchRoutes } from './flow/4-dispatch/routes.ts'
import { workRoutes } from './flow/5-work/routes.ts'
import { disputeReport } from './flow/6-verify/dispute.ts'
import { verifyRoutes } from './flow/6-verify/routes.ts'
import { wordRoutes } from './centre/words/routes.ts'
import { createActors, createFlow } from './flow.ts'
import { installRoutes } from './install-page.ts'
import type { Clock } from './kernel/clock.ts'
import type { Config } from './kernel/config.ts'
import { type App, createApp } from './kernel/http.ts'
import { createLog } from './kernel/log.ts'
import { createMetrics, metricsRoutes } from './kernel/metrics.ts'
import { createSpine, type Spine } from './kernel/spine.ts'

/** The whole server without its sockets and loops: what tests drive by hand and `main.ts` sets in motion. */
export type Zhili = { spine: Spine; app: App; ingest: Ingest; hub: Hub; close(): Promise<void> }
export type Composing = { config: Config; url: string; clock: Clock; packs: Packs; jump?: (to: Date) => void }

/** Wires kernel, stages and routes. The caller starts listening, the loops and the broker. */
export async function compose({ config, url, clock, packs, jump }: Composing): Promise<Zhili> {
  const spine = createSpine({ url, clock, log: createLog(config.LOG_LEVEL) })
  const zone = config.CITY_ZONE
  const actors = createActors({ packs, zone })
  spine.flow = createFlow(actors)
  const ingest = createIngest(spine, packs, actors.detect.onReadings)
  const hub = await startHub(spine)
  const app = await createApp({ spine, config, identify: createIdentify(spine, config) })
  const deps = { spine, packs, zone, config }
  const free = (address: string): boolean => config.DEMO && isLocal(address)

  await signInRoutes(app, deps)
  await demoRoutes(app, { ...deps, jump: jump ?? null })
  await ingestRoutes(app, { spine, ingest })
  await reportRoutes(app, {
    ...deps,
    demo: config.DEMO,
    dispute: disputeReport,
    free,
    maySee: (caller, report) => visibleReport(spine, caller, report.id),
  })
  await fileRoutes(app, {
    spine,
    dir: join(config.DATA_DIR, 'files'),
    free,
    // Administrators sit in a unit that may have a part in a case, and have no business with it.
    maySee: async (caller, file) => {
      if (!caller.permits.has('event.read')) return false
      if (file.event) return (await visibleEvent(spine, caller, file.event)) !== null
      return file.report ? visibleReport(spine, caller, file.report) : false
    },
  })
  await signalRoutes(app, deps)
  await eventRoutes(app, deps)
  await dispatchRoutes(app, { ...deps, handlers: actors.dispatch })
  await workRoutes(app, deps)
  await verifyRoutes(app, deps)
  await deskRoutes(app, deps)
  await unitRoutes(app, deps)
  await mapRoutes(app, deps)
  await cockpitRoutes(app, deps)
  await feedRoutes(app, deps)
  await adminRoutes(app, deps)
  await installRoutes(app, { dataDir: resolve(config.DATA_DIR) })
  await wordRoutes(app, deps)
  await liveRoutes(app, { spine, hub })
  await metricsRoutes(app, createMetrics(spine, { ingest, listeners: () => hub.listeners() }), spine)
  app.get('/api/v1/openapi.json', { schema: { hide: true }, config: { permit: 'public' } }, async () => app.swagger())

  return {
    spine,
    app,
    ingest,
    hub,
    async close() {
      await hub.stop()
      await app.close()
      await spine.close()
    },
  }
}

const isLocal = (address: string): boolean => address === '127.0.0.1' || address === '::1' || address === '::ffff:127.0.0.1'
