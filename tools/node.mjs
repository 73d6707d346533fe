import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './tree.mjs'

/** The Node that runs TypeScript unbuilt: the shipped one where there is one. */
export function newestNode() {
  const shipped = join(root, 'node_modules', '.bin', 'node')
  return existsSync(shipped) ? shipped : process.execPath
}

/** Runs this very script again under the shipped Node when it was called by an older one. */
export function needTypeScript() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major > 22 || (major === 22 && minor >= 18)) return
  if (newestNode() === process.execPath) {
    console.error('Node ≥ 22.18 is needed: run npm ci first.')
    process.exit(1)
  }
  process.exit(spawnSync(newestNode(), process.argv.slice(1), { stdio: 'inherit' }).status ?? 1)
}
