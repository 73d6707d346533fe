// What the docs promise is what the code does, checked both ways: every problem, fact and setting has its row in docs/reference,
// and every row its thing in the code. `node tools/check-docs.mjs --write` writes the three pages and openapi.json anew from the code.
const pages = [
  {
    source: 'contract/problem.ts',
    page: 'docs/reference/problems.md',
    what: 'problem',
    table: 'problems',
    parts: /^contract\/problems\/[a-z-]+\.ts$/,
    partTable: /^export const (\w+Problems) = \{/m,
    key: /^ {2}'([a-z-]+\.[a-z-]+)':/gm,
  },
  {
    source: 'contract/fact.ts',
    page: 'docs/reference/facts.md',
    what: 'fact',
    table: 'factKinds',
    parts: /^contract\/facts\/[a-z-]+\.ts$/,
    partTable: /^export const (\w+Facts) = \{/m,
    key: /^ {2}'([a-z-]+\.[a-z-]+)':/gm,
  },
  {
    source: 'server/kernel/config.ts',
    page: 'docs/reference/config.md',
    what: 'setting',
    table: 'settings',
    key: /^ {2}([A-Z][A-Z0-9_]+):/gm,
  },
]
const row = /^\| `([^`]+)` \|/gm
/** The words of the glossary that everything else is built on (both columns of its table). */
const words =
  'reading signal alarm warning event work-order task area unit post accept arrive return transfer suspend park extend submit check close'.split(
    ' ',
  )

/** The keys of the object `export const <table> = { … }`. */
function keysOf(source, { table, key }) {
  const began = source.indexOf(`export const ${table} `)
  if (began < 0) return []
  return [...source.slice(began, source.indexOf('\n}', began)).matchAll(key)].map(([, found]) => found)
}

/** The keys of a file that holds a part of the table. */
function partKeys(text, spec) {
  const [, table] = spec.partTable.exec(text) ?? []
  return table ? keysOf(text, { ...spec, table }) : []
}

function pageFaults(tree, spec) {
  const { source, page, what } = spec
  if (!tree.files.includes(source)) return []
  const parts = spec.parts ? tree.files.filter((path) => spec.parts.test(path)) : []
  const inCode = [...keysOf(tree.read(source), spec), ...parts.flatMap((path) => partKeys(tree.read(path), spec))]
  const inDocs = [...tree.read(page).matchAll(row)].map(([, found]) => found)
  if (inCode.length === 0) return [`${source}: no ${what} found, has its table been renamed?`]
  const undescribed = inCode.filter((key) => !inDocs.includes(key))
  const invented = inDocs.filter((key) => !inCode.includes(key))
  const twice = inDocs.filter((key, at) => inDocs.indexOf(key) !== at)
  return [
    ...(undescribed.length > 0
      ? [`${page}: not described: ${what} ${undescribed.join(', ')} (node tools/check-docs.mjs --write)`]
      : []),
    ...invented.map((key) => `${page}: there is no ${what} ${key}`),
    ...twice.map((key) => `${page}: ${key} stands there twice`),
  ]
}

function glossaryFaults(tree) {
  const glossary = tree.read('GLOSSARY.md').toLowerCase()
  if (!glossary) return ['GLOSSARY.md: missing']
  const missing = words.filter((word) => !glossary.includes(word) && !glossary.includes(word.replace('-', ' ')))
  return missing.map((word) => `GLOSSARY.md: the word ${word} is not explained`)
}

/** Every place the page about the house names is there, and every table of the migrations has its owner on it. */
function houseFaults(tree) {
  const house = tree.read('ARCHITECTURE.md')
  if (!house) return []
  const tops = new Set(tree.files.map((path) => path.split('/')[0]))
  const named = [...house.matchAll(/`([\w.-]+(?:\/[\w.-]+)*\/?)`/g)].map(([, path]) => path)
  const gone = named.filter((path) => path.includes('/') && tops.has(path.split('/')[0]) && !stands(tree, path))
  const migrations = tree.files.filter((path) => path.startsWith('server/migrations/')).map((path) => tree.read(path))
  const made = migrations.flatMap((sql) => [...sql.matchAll(/^create table (\w+) \(/gm)].map(([, table]) => table))
  const now = new Map(
    migrations.flatMap((sql) => [...sql.matchAll(/^alter table (\w+) rename to (\w+);/gm)].map(([, a, b]) => [a, b])),
  )
  const tables = made.map((table) => now.get(table) ?? table)
  return [
    ...gone.map((path) => `ARCHITECTURE.md: there is no ${path}`),
    ...tables.filter((table) => !named.includes(table)).map((table) => `ARCHITECTURE.md: the table ${table} has no owner`),
  ]
}

const stands = (tree, path) => {
  const plain = path.replace(/\/$/, '')
  return tree.files.some((file) => file === plain || file.startsWith(`${plain}/`))
}

export const name = 'docs'

export function run(tree) {
  return { faults: [...pages.flatMap((spec) => pageFaults(tree, spec)), ...glossaryFaults(tree), ...houseFaults(tree)] }
}

const glossary = { 'GLOSSARY.md': words.join(' ') }
const problem = (code) => ({ 'contract/problem.ts': `export const problems = {\n  '${code}': { status: 404 },\n} as const\n` })
const problemRow = (code) => ({ 'docs/reference/problems.md': `| code | |\n|---|---|\n| \`${code}\` | 404 |\n` })
export const planted = [
  { texts: { ...glossary, ...problem('thing.not-found'), ...problemRow('thing.not-found') } },
  {
    texts: { ...glossary, ...problem('thing.not-found'), ...problemRow('thing.gone') },
    fault: /not described: problem thing\.not-found/,
  },
  { texts: { ...glossary, ...problem('thing.not-found'), ...problemRow('thing.gone') }, fault: /no problem thing\.gone/ },
  { texts: { ...glossary, ...problem('thing.not-found') }, fault: /not described/ },
  {
    texts: {
      ...glossary,
      ...problem('a.b'),
      ...problemRow('a.b'),
      'contract/problems/door.ts': "export const doorProblems = {\n  'c.d': { status: 404 },\n} as const\n",
    },
    fault: /not described: problem c\.d/,
  },
  {
    texts: {
      ...glossary,
      'contract/fact.ts': 'export const factKinds = {\n  ...alarmFacts,\n}\n',
      'contract/facts/alarm.ts': "export const alarmFacts = {\n  'alarm.raised': entry(),\n} as const\n",
    },
    fault: /fact alarm\.raised/,
  },
  { texts: { ...glossary, 'server/kernel/config.ts': 'export const settings = {\n  PORT: port,\n}\n' }, fault: /setting PORT/ },
  { texts: { ...glossary, 'contract/problem.ts': 'export const refusals = {}\n' }, fault: /renamed/ },
  { texts: { ...glossary, 'ARCHITECTURE.md': '`server/flow.ts` `ui/` `PORT`', 'server/flow.ts': '', 'ui/a.ts': '' } },
  { texts: { ...glossary, 'ARCHITECTURE.md': '`server/river.ts`', 'server/flow.ts': '' }, fault: /no server\/river\.ts/ },
  {
    texts: { ...glossary, 'ARCHITECTURE.md': '`facts`', 'server/migrations/0001-a.sql': 'create table events (\n' },
    fault: /table events has no owner/,
  },
  {
    texts: {
      ...{ ...glossary, 'ARCHITECTURE.md': '`facts`', 'server/migrations/0001-a.sql': 'create table facts_0 (\n' },
      'server/migrations/0002-b.sql': 'alter table facts_0 rename to facts;\n',
    },
  },
  { texts: {}, fault: /GLOSSARY/ },
  { texts: { 'GLOSSARY.md': 'reading' }, fault: /word signal/ },
]

if (process.argv[1]?.endsWith('check-docs.mjs') && process.argv[2] === '--write') {
  const { needTypeScript } = await import('./node.mjs')
  needTypeScript()
  const { writeReference } = await import('./write-reference.mjs')
  await writeReference()
}
