import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './tree.mjs'
import { packBlockRows } from './write-pack-blocks.mjs'

const cell = (text) => String(text).replace(/\|/g, '\\|').replace(/\n/g, ' ')
const table = (head, rows) =>
  [`| ${head.join(' | ')} |`, `|${'---|'.repeat(head.length)}`, ...rows.map((row) => `| ${row.map(cell).join(' | ')} |`)].join(
    '\n',
  )

/** Writes docs/reference/{problems,facts,config,pack-blocks}.md and openapi.json from the code. What a person wrote about a setting is kept. */
export async function writeReference() {
  await Promise.all([writeProblems(), writeFacts(), writeSettings(), writePackBlocks(), writeOpenApi()])
}

/** A test compares it with what the server publishes (test/scenario/openapi.test.ts). */
async function writeOpenApi() {
  const { describeApi } = await import('../server/describe.ts')
  writeFileSync(join(root, 'docs', 'reference', 'openapi.json'), `${JSON.stringify(await describeApi(), null, 1)}\n`)
}

/** A test compares it with what the contract reads (test/packs/pack-blocks.test.ts). */
async function writePackBlocks() {
  const what =
    'Every field a pack may have in its `scenario.json`, from `contract/pack.ts`, and at the end those of its samples: `samples/*.json` of its rules, of its checks of carriers (`haulage`) and of what cameras notice (`sightings`), `risk-samples/*.json` of its risk model, at least three each but for sightings (`npx zhili new-pack <id> --risk` writes the first and the last, `npx zhili export-pack spoil-truck` all). `[]` any of a list, `*` any name, `(threshold)` of that kind. 场景包和四种样例的每个字段。'
  const rows = await packBlockRows()
  write('pack-blocks', 'Blocks of a pack 场景包积木', what, table(['字段 field', '可填 takes', '默认 default'], rows))
}

async function writeProblems() {
  const { problems } = await import('../contract/problem.ts')
  const rows = Object.entries(problems).map(([code, { status, zh, en }]) => [`\`${code}\``, status, zh, en])
  write(
    'problems',
    'Problems 拒绝理由',
    'Every refusal of the API (`code` in the answer), from `contract/problem.ts`.',
    table(['code', 'HTTP', '中文', 'English'], rows),
  )
}

async function writeFacts() {
  const { factKinds } = await import('../contract/fact.ts')
  const rows = Object.entries(factKinds).map(([kind, { zh, en, body }]) => [
    `\`${kind}\``,
    zh,
    en,
    Object.keys(body?.shape ?? {}).join(', '),
  ])
  write(
    'facts',
    'Facts 事实',
    'Every kind of fact in the log, from `contract/facts/`.',
    table(['kind', '中文', 'English', 'body'], rows),
  )
}

async function writeSettings() {
  const { settings } = await import('../server/kernel/config.ts')
  const told = new Map(
    [...read('config').matchAll(/^\| `([^`]+)` \| [^|]* \| (.*) \|$/gm)].map(([, key, text]) => [
      key,
      text.replace(/\\\|/g, '|'),
    ]),
  )
  const rows = Object.entries(settings).map(([key, schema]) => {
    const absent = schema.safeParse(undefined)
    const value = absent.success && absent.data !== undefined ? `\`${absent.data}\`` : '–'
    return [`\`${key}\``, value, told.get(key) || schema.description || '']
  })
  const what = 'Read once at start from the environment, from `server/kernel/config.ts`; all wrong values are listed at once.'
  write('config', 'Settings 配置', what, table(['setting', 'default', 'meaning'], rows))
}

const place = (page) => join(root, 'docs', 'reference', `${page}.md`)

function read(page) {
  return existsSync(place(page)) ? readFileSync(place(page), 'utf8') : ''
}

function write(page, title, what, rows) {
  mkdirSync(join(root, 'docs', 'reference'), { recursive: true })
  writeFileSync(
    place(page),
    `# ${title}\n\n${what} Written by \`node tools/check-docs.mjs --write\`, checked both ways by \`npm run check\`.\n\n${rows}\n`,
  )
}
