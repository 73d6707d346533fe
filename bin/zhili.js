#!/usr/bin/env node
// The `zhili` command for any Node from 20 on: hands over to server/cli.ts under a Node that runs TypeScript unbuilt.
// Plain JavaScript without dependencies, because it must run before anything is known to be installed.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { constants } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const cli = join(root, 'server', 'cli.ts')
const args = process.argv.slice(2)
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
const runsTypeScript = major > 22 || (major === 22 && minor >= 18)
const shipped = join(root, 'node_modules', '.bin', 'node')
const node = runsTypeScript ? process.execPath : shipped

if (!existsSync(join(root, 'node_modules')) || !existsSync(node)) {
  console.error('尚未安装依赖，请先运行 npm ci。 Nothing is installed yet: run npm ci first.')
  if (!runsTypeScript)
    console.error(`Node ${process.versions.node} < 22.18: npm ci brings its own Node on Linux; elsewhere install Node 24.`)
  process.exit(1)
}

const env = {
  ...process.env,
  NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? join(root, 'node_modules', '.cache', 'compile'),
}
// Left to itself V8 lets the youngest objects fill over 100 MB before it looks what is still needed, and the whole heap grow to twice
// what was needed last time: 16 MB are enough at 1,000 readings a second, and looking at every fifth more costs a tenth of a start's time.
// A life of half a minute, as tests have it, saves a fifth of its processor time with ZHILI_HEAP_GROWTH=0: V8 judges by itself then.
const growth = Number(process.env.ZHILI_HEAP_GROWTH ?? 20)
const flags = [
  '--disable-warning=ExperimentalWarning',
  '--max-semi-space-size=16',
  ...(growth > 0 ? [`--heap-growing-percent=${growth}`] : []),
]
const child = spawn(node, [...flags, cli, ...args], { stdio: 'inherit', env })

// At a terminal Ctrl-C reaches the whole group already; told twice, the server would think somebody is impatient.
const forward = (signal) => {
  if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal)
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => forward(signal))
child.on('error', (error) => {
  console.error(`${node}: ${error.message}`)
  process.exit(1)
})
child.on('exit', (code, signal) => process.exit(code ?? 128 + constants.signals[signal]))
