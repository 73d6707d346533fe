import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { type Protocol, protocolNames } from '../../contract/protocols.ts'
import { truthFile } from '../centre/truth/file.ts'
import { demoAccounts } from '../city/seed/demo-accounts.ts'
import { readConfig } from '../kernel/config.ts'
import { type Running, startServer } from '../main.ts'
import { pagesBuilt } from '../web.ts'

const options = {
  'no-demo': { type: 'boolean', default: false },
  'no-simulator': { type: 'boolean', default: false },
  dev: { type: 'boolean', default: false },
  speed: { type: 'string' },
  seed: { type: 'string' },
  leak: { type: 'string' },
  rock: { type: 'string' },
  cameras: { type: 'string' },
} as const

/** `npm start`: everything in one process, the simulator beside it as a child that knows only the public doors. */
export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options, strict: true })
  const env = {
    ...process.env,
    ...(values['no-demo'] ? { DEMO: 'false' } : {}),
    ...(values.speed ? { SPEED: values.speed } : {}),
    ...(values.seed ? { SEED: values.seed } : {}),
  }
  const config = readConfig(env)
  const begun = performance.now()
  const past = !values['no-simulator']
  const running = await startServer(config, (line) => console.log(`  ${line}`), { past })
  const played = { leak: values.leak, rock: values.rock, cameras: values.cameras }
  const simulator = config.DEMO && !values['no-simulator'] ? startSimulator(running, { ...config, ...played }) : null
  const seconds = (performance.now() - begun) / 1000
  // Whoever reads "ready" may ask to stop in the same moment.
  const asked = untilAsked()
  console.log(banner(running, { demo: config.DEMO, simulated: simulator !== null, pages: pagesBuilt(), seconds }))
  const lost = await Promise.race([asked, running.lost])
  if (lost) console.error(lost.message)
  console.log('正在停止 / stopping …')
  await stopSimulator(simulator)
  await running.stop()
  return lost ? 2 : 0
}

type Started = { demo: boolean; simulated: boolean; pages: boolean; seconds: number }

/** What a person reads once the platform runs: where everything is, who may sign in, what will happen. */
export function banner(
  running: Pick<Running, 'address' | 'mqttPort' | 'fieldPorts'>,
  { demo, simulated, pages, seconds }: Started,
): string {
  const lines = [
    '',
    `智理 Zhili 已就绪，用时 ${seconds.toFixed(1)} 秒 / ready`,
    ...(pages ? pagesAt(running.address) : [notBuilt]),
    `  接口说明 API      ${running.address}/api/v1/openapi.json    MQTT ${running.mqttPort}`,
  ]
  const gateways = Object.entries(running.fieldPorts).map(([protocol, port]) => `${protocolNames[protocol as Protocol]} ${port}`)
  if (gateways.length > 0) lines.push(`  协议网关 gateways   ${gateways.join('    ')}`)
  if (demo) {
    lines.push('', '演示账号（密码均为 zhili-demo，登录页可一键进入）/ demo accounts, password zhili-demo:')
    for (const { account, name, label } of demoAccounts) lines.push(`  ${account.padEnd(20)}${label.zh} ${name}`)
  }
  // Only the simulator brings it: without it nobody measures anything.
  if (simulated)
    lines.push('', '两分钟内，江北区寸滩街道一座化粪池会超标 / within two minutes a tank in Jiangbei crosses its limit.')
  return `${lines.join('\n')}\n`
}

const pagesAt = (address: string): string[] => [
  `  值班台 console    ${address}/`,
  `  驾驶舱 cockpit    ${address}/cockpit/`,
  `  移动端 field      ${address}/field/`,
  `  群众上报 public   ${address}/public`,
  `  掌上指挥 leader   ${address}/leader`,
]
/** No address that would answer 404. */
const notBuilt =
  '  页面尚未构建，只有接口可用：请运行 npm start（会先构建），或 npm run build 后重启 / the pages are not built, only the interfaces answer: run npm start, or npm run build and start again'

const simulatorMain = fileURLToPath(new URL('../../simulator/main.ts', import.meta.url))

type Asked = { leak: string | undefined; rock: string | undefined; cameras: string | undefined }
type Played = Asked & { SEED: number; SPEED: number; DATA_DIR: string }

function startSimulator(running: Running, config: Played): ChildProcess {
  const port = new URL(running.address).port
  const scheme = new URL(running.address).protocol
  const args = [
    simulatorMain,
    '--url',
    `${scheme}//127.0.0.1:${port}`,
    '--mqtt',
    `mqtt://127.0.0.1:${running.mqttPort}`,
    '--seed',
    String(config.SEED),
    '--speed',
    String(config.SPEED),
    '--story',
    'septic',
    ...(config.leak ? ['--leak', config.leak] : []),
    ...(config.rock ? ['--rock', config.rock] : []),
    ...(config.cameras ? ['--cameras', config.cameras] : []),
    ...['--truth', truthFile(config.DATA_DIR)],
    ...(Object.keys(running.fieldPorts).length > 0 ? ['--field', JSON.stringify(running.fieldPorts)] : []),
  ]
  // Its stdin is our pipe: when this process dies, however it dies, the simulator sees the end and stops.
  const env = scheme === 'https:' ? { ...process.env, NODE_TLS_REJECT_UNAUTHORIZED: '0' } : process.env
  return spawn(process.execPath, args, { stdio: ['pipe', 'inherit', 'inherit'], env })
}

async function stopSimulator(simulator: ChildProcess | null): Promise<void> {
  if (!simulator || simulator.exitCode !== null) return
  const gone = new Promise<void>((resolve) => simulator.once('exit', () => resolve()))
  simulator.kill('SIGTERM')
  await gone
}

function untilAsked(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGINT', () => resolve())
    process.once('SIGTERM', () => resolve())
  })
}
