import type { App } from './http.ts'
import type { Spine } from './spine.ts'

export type Metrics = { text(): Promise<string>; observe(name: 'request', ms: number): void }
type Sources = {
  ingest: { waiting(): number; waitingIn(lane: 'red' | 'orange'): number; pressure: { bytes(): number } }
  aside: { bytes(): number }
  shed: { total(): number }
  listeners(): number
}

/** Upper bounds in ms of the request histogram; the bars of the design are 100 and 300 ms. */
const bounds = [5, 10, 25, 50, 100, 200, 300, 500, 1000, 3000]

/** Figures of the process in Prometheus text: requests, queues, lag, memory. Counts of rows come from the database at the moment of asking. */
export function createMetrics(spine: Spine, sources: Sources): Metrics {
  const buckets = bounds.map(() => 0)
  let [count, sum] = [0, 0]
  return {
    observe(_name, ms) {
      count++
      sum += ms
      for (const [index, bound] of bounds.entries()) if (ms <= bound) buckets[index]!++
    },
    async text() {
      const lines = (await gaugesOf(spine, sources)).flatMap(([name, help, value]) => [
        `# HELP ${name} ${help}`,
        `# TYPE ${name} gauge`,
        `${name} ${value}`,
      ])
      lines.push('# HELP zhili_request_ms time of HTTP requests', '# TYPE zhili_request_ms histogram')
      for (const [index, bound] of bounds.entries()) lines.push(`zhili_request_ms_bucket{le="${bound}"} ${buckets[index]}`)
      lines.push(
        `zhili_request_ms_bucket{le="+Inf"} ${count}`,
        `zhili_request_ms_sum ${sum.toFixed(1)}`,
        `zhili_request_ms_count ${count}`,
      )
      return `${lines.join('\n')}\n`
    },
  }
}

type Gauge = [name: string, help: string, value: number]

async function gaugesOf(spine: Spine, sources: Sources): Promise<Gauge[]> {
  const [row] = await spine.query<Record<string, string>>(
    `select (select count(*) from fact_work where tries < 5) as claims, (select count(*) from fact_work where tries >= 5) as stuck,
       (select count(*) from timers) as timers, (select count(*) from timers where due_at < $1) as timers_late,
       (select count(*) from troubles) as troubles, (select extract(epoch from $1 - min(due_at)) from timers where tries < 5 and due_at < $1) as lateness,
       (select count(*) from outbox where state = 'waiting') as outbox, (select count(*) from outbox where state = 'failed') as outbox_failed`,
    [spine.clock.now()],
  )
  return [
    ['zhili_claims_waiting', 'facts waiting for a handler', Number(row!.claims)],
    ['zhili_work_stuck', 'handlers that failed five times', Number(row!.stuck)],
    ['zhili_timers', 'timers set', Number(row!.timers)],
    ['zhili_timers_late', 'timers past their moment', Number(row!.timers_late)],
    ['zhili_timers_late_s', 'how late the latest timer is, in seconds', Number(row!.lateness ?? 0)],
    ['zhili_work_stalled', 'what the watchdog sees standing still', Number(row!.troubles)],
    ['zhili_outbox_waiting', 'messages waiting to leave', Number(row!.outbox)],
    ['zhili_outbox_failed', 'messages given up', Number(row!.outbox_failed)],
    ['zhili_ingest_waiting', 'device messages waiting for a commit', sources.ingest.waiting()],
    [
      'zhili_ingest_waiting_urgent',
      'of these, what may be red or orange',
      sources.ingest.waitingIn('red') + sources.ingest.waitingIn('orange'),
    ],
    ['zhili_ingest_held_bytes', 'memory of device messages not settled yet', sources.ingest.pressure.bytes()],
    ['zhili_ingest_aside_bytes', 'device messages put aside on the disk', sources.aside.bytes()],
    ['zhili_ingest_shed', 'device messages dropped since the start', sources.shed.total()],
    ['zhili_live_listeners', 'open live streams', sources.listeners()],
    ['process_resident_memory_bytes', 'resident memory', process.memoryUsage.rss()],
    ['zhili_database_connections', 'connections of the pool', spine.pool.totalCount],
  ]
}

/** `/healthz` for a supervisor, `/metrics` for Prometheus. */
export async function metricsRoutes(app: App, metrics: Metrics, spine: Spine): Promise<void> {
  app.addHook('onResponse', async (request, reply) => {
    if (request.url.startsWith('/api/') && request.routeOptions.url !== '/api/v1/live')
      metrics.observe('request', reply.elapsedTime)
  })
  app.get('/healthz', { schema: { hide: true }, config: { permit: 'public' } }, async (_request, reply) => {
    const alive = await spine.query('select 1').then(
      () => true,
      () => false,
    )
    return reply.status(alive ? 200 : 503).send({ ok: alive })
  })
  app.get('/metrics', { schema: { hide: true }, config: { permit: 'public' } }, async (_request, reply) =>
    reply.type('text/plain; version=0.0.4; charset=utf-8').send(await metrics.text()),
  )
}
