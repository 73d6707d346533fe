import { spawnSync } from 'node:child_process'

/**
 * Why a test that needs a client of others is skipped: it is not installed. False where it is, and on a machine of the continuous integration,
 * which installs it: there a test without it fails. `debian`: the package.
 */
export function withoutTool(tool: string, asked: string, debian: string): string | false {
  if (spawnSync(tool, [asked]).error === undefined || process.env.CI) return false
  return `no ${tool} here (Debian ${debian})`
}
