import { parseArgs } from 'node:util'
import { describeApi } from '../describe.ts'

/** `zhili openapi > openapi.json`: the description of the API as this build publishes it; needs neither a database nor a running server. */
export async function run(args: string[]): Promise<number> {
  parseArgs({ args, options: {}, strict: true })
  console.log(JSON.stringify(await describeApi(), null, 1))
  return 0
}
