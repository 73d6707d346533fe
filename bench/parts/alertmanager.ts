// Prometheus Alertmanager with its API, and whoever it tells: a desk that gets everything by town, a phone that gets each red alarm by itself.
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { freePort } from '../../test/free-port.ts'
import { debian } from './peers.ts'

export type Alert = { device: string; town: string; severity: 'blue' | 'red' }
export type Alertmanager = {
  version: string
  post(alerts: Alert[]): Promise<void>
  /** the alarms it holds */
  standing(): Promise<Alert[]>
  /** how many notices the desk had */
  notices(): number
  close(): Promise<void>
}

/** Red in groups of one that wait for nothing, the way its manual has urgent alerts; the others one group a town. */
const settings = (hook: number): string => `
route:
  receiver: desk
  group_by: [town]
  group_wait: 0s
  group_interval: 5s
  routes:
    - receiver: phone
      matchers: ['severity="red"']
      group_by: ['...']
      group_wait: 0s
receivers:
  - name: desk
    webhook_configs: [{ url: 'http://127.0.0.1:${hook}/desk', max_alerts: 50 }]
  - name: phone
    webhook_configs: [{ url: 'http://127.0.0.1:${hook}/phone' }]
`

/** The webhooks. `onPhone` hears the device of every alarm the phone is told. */
function createHook(onPhone: (device: string) => void): { server: Server; notices(): number } {
  let notices = 0
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk) => {
      body += String(chunk)
    })
    request.on('end', () => {
      response.end()
      notices += request.url === '/desk' ? 1 : 0
      if (request.url === '/phone')
        for (const { labels } of (JSON.parse(body) as { alerts: { labels: Alert }[] }).alerts) onPhone(labels.device)
    })
  })
  return { server, notices: () => notices }
}

export async function openAlertmanager(onPhone: (device: string) => void): Promise<Alertmanager> {
  const program = debian('/usr/bin/prometheus-alertmanager', 'prometheus-alertmanager')
  const dir = mkdtempSync(join(tmpdir(), 'zhili-peer-'))
  const hook = createHook(onPhone)
  const port = await freePort()
  writeFileSync(join(dir, 'settings.yml'), settings(await listening(hook.server)))
  const where = [`--config.file=${join(dir, 'settings.yml')}`, `--storage.path=${dir}`, `--web.listen-address=127.0.0.1:${port}`]
  const child = spawn(program, [...where, '--cluster.listen-address=', '--log.level=error'], {
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const url = `http://127.0.0.1:${port}`
  await untilReady(`${url}/-/ready`)
  return {
    version: /version ([\d.]+)/.exec(execFileSync(program, ['--version'], { encoding: 'utf8' }))?.[1] ?? 'unknown',
    post: (alerts) => post(url, alerts),
    async standing() {
      const alerts = (await (await fetch(`${url}/api/v2/alerts`)).json()) as { labels: Alert }[]
      return alerts.map(({ labels }) => labels)
    },
    notices: hook.notices,
    async close() {
      const gone = once(child, 'exit')
      child.kill('SIGTERM')
      await gone
      hook.server.closeAllConnections()
      hook.server.close()
      rmSync(dir, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

async function post(url: string, alerts: Alert[]): Promise<void> {
  const startsAt = new Date().toISOString()
  const body = JSON.stringify(alerts.map((labels) => ({ labels: { alertname: 'gas', ...labels }, startsAt })))
  const headers = { 'content-type': 'application/json' }
  const answer = await fetch(`${url}/api/v2/alerts`, { method: 'POST', headers, body })
  if (!answer.ok) throw new Error(`Alertmanager: ${answer.status} ${await answer.text()}`)
  await answer.arrayBuffer()
}

async function listening(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}

async function untilReady(url: string): Promise<void> {
  for (let tries = 0; ; tries++) {
    const ready = await fetch(url).then(
      ({ ok }) => ok,
      () => false,
    )
    if (ready) return
    if (tries === 100) throw new Error('Alertmanager does not start')
    await pause(100)
  }
}
