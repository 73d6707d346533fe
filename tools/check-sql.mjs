// SQL stands in store.ts, kernel, seeds and migrations only and never asks the database for the time; rules and domain code know no
// clock, no chance and no environment: time comes from the kernel's clock, so that a test can move it.
import { takeApart } from './source.mjs'

const clockInSql =
  /(?<![\w.$])(now\s*\(\s*\)|current_timestamp|current_date|localtimestamp|(clock|transaction|statement)_timestamp\s*\()/i
const sql =
  /^\s*(select\s|insert\s+into\s|update\s+\S+\s+(\w+\s+)?set\s|delete\s+from\s|with\s+(recursive\s+)?\w+\s*(\([^)]*\))?\s+as\s|(create|alter|drop)\s+(unlogged\s+|temp\s+|unique\s+|or\s+replace\s+)*(table|index|view|database|function|type|schema)\s|copy\s+\w+\s*(\(|from|to)|truncate\s|merge\s+into\s|listen\s+\w+$|notify\s+\w+)/i
const builder = /\.(selectFrom|insertInto|updateTable|deleteFrom|mergeInto)\s*\(/
const impure = /\b(Date\.now|new Date\s*\(\s*\)|new Date\b(?!\s*\()|Math\.random|process\.env)/
const unruly = /\b(performance\.now|setTimeout|setInterval|setImmediate|fetch|randomUUID|randomBytes|randomInt)\s*\(/

const isTest = (path) => /\.test\.tsx?$/.test(path)
const mayHoldSql = (path) => /^server\/kernel\/|\/store(-[a-z-]+)?\.ts$|^server\/city\/seed\//.test(path)
const isDomain = (path) => /^(server\/(city|flow|centre)|contract|packs|protocols)\//.test(path)
const isRule = (path) => /^server\/.*\/rules\//.test(path)
// It notes when a migration ran, before any clock of ours exists.
const runsMigrations = 'server/kernel/migrate.ts'

function faultsOf(path, source) {
  const { code, texts } = takeApart(source)
  const faults = []
  const say = (text) => faults.push(`${path}: ${text}`)
  const asks = path !== runsMigrations && texts.map((text) => clockInSql.exec(text)?.[0]).find(Boolean)
  if (asks && path.startsWith('server/')) say(`SQL asks the database for the time (${asks}); pass the kernel clock's`)
  const statement = mayHoldSql(path)
    ? undefined
    : texts.find(
        (text) =>
          sql.test(text) && /\s(from|into|set|table|index|as|view|database)\s|^\s*(copy|truncate|listen|notify)/i.test(text),
      )
  if (statement && path.startsWith('server/')) say(`SQL outside a store: ${statement.trim().slice(0, 60).replace(/\s+/g, ' ')} …`)
  if (builder.test(code) && !mayHoldSql(path)) say('a query is built outside a store')
  // A number here is a key nobody compares with the others: two purposes once had the same.
  if (texts.some((text) => /pg_(try_)?advisory_\w+\(\s*\d/.test(text)))
    say('a key of an advisory lock stands in server/kernel/lock-keys.ts')
  const clock = isDomain(path) ? impure.exec(code)?.[0] : undefined
  if (clock) say(`${clock} in domain code: time, chance and settings are arguments`)
  const wild = isRule(path) ? unruly.exec(code)?.[0] : undefined
  if (wild) say(`${wild}…) in a rule: a rule is a pure function`)
  return faults
}

function migrationFaults(tree) {
  const files = tree.files.filter((path) => path.startsWith('server/migrations/'))
  const numbers = files.map((path) => /\/(\d{4})-[a-z0-9-]+\.sql$/.exec(path)?.[1])
  return files.flatMap((path, at) => {
    if (!numbers[at]) return [`${path}: a migration is called 0001-name.sql`]
    if (numbers.indexOf(numbers[at]) !== at) return [`${path}: the number ${numbers[at]} is taken`]
    return tree.read(path).startsWith('-- why:') ? [] : [`${path}: the first line must say "-- why: …"`]
  })
}

export const name = 'sql and clock'

export function run(tree) {
  const sources = tree.files.filter((path) => /^(server|contract|packs|protocols)\/.*\.ts$/.test(path) && !isTest(path))
  const statements = tree.files.filter((path) => /\.sql$/.test(path) && !path.startsWith('server/migrations/'))
  return {
    faults: [
      ...sources.flatMap((path) => faultsOf(path, tree.read(path))),
      ...statements
        .filter((path) => clockInSql.test(tree.read(path)))
        .map((path) => `${path}: SQL asks the database for the time`),
      ...migrationFaults(tree),
    ],
  }
}

const hole = (inner) => `\${${inner}}`
const store = 'server/flow/3-event/store.ts'
const rule = 'server/flow/3-event/rules/merge.ts'
export const planted = [
  { texts: { [store]: 'q(`update events set at = now()`)' }, fault: /database for the time/ },
  { texts: { [store]: "q('select current_timestamp')" }, fault: /database for the time/ },
  { texts: { [store]: `// now() is never used\nq(\`select ${hole('clock.now()')} from facts\`)` } },
  { texts: { [store]: `const at = \`x ${hole(`\`y ${hole('now()')}\``)}\`` } },
  { texts: { 'server/flow/3-event/on.ts': 'q(`select id from events`)' }, fault: /outside a store/ },
  { texts: { 'server/flow/3-event/on.ts': "db.selectFrom('events')" }, fault: /outside a store/ },
  { texts: { 'server/cli.ts': "q('delete from facts where id = 1')" }, fault: /outside a store/ },
  { texts: { 'server/flow/3-event/on.ts': "say('select one of them'); say('update follows')" } },
  { texts: { 'server/kernel/facts.ts': 'q(`insert into facts values ($1)`)', [store]: 'q(`select id from events`)' } },
  { texts: { [rule]: 'const at = Date.now()' }, fault: /Date\.now/ },
  { texts: { [rule]: 'const at = new Date()' }, fault: /new Date/ },
  { texts: { [rule]: 'const at = Math.random()' }, fault: /Math\.random/ },
  { texts: { [rule]: 'const at = process.env.PORT' }, fault: /process\.env/ },
  { texts: { [rule]: 'setTimeout(go, 5)' }, fault: /setTimeout/ },
  { texts: { [rule]: "// Date.now()\nconst a = 'Math.random()'\nconst b = new Date(given)\nconst c = /['`]/.test(d)" } },
  { texts: { 'server/migrations/0001-a.sql': 'create table a ()' }, fault: /-- why/ },
  { texts: { 'server/migrations/0001-a.sql': '-- why: a', 'server/migrations/0001-b.sql': '-- why: b' }, fault: /taken/ },
  { texts: { 'server/migrations/first.sql': '-- why: a' }, fault: /is called/ },
  { texts: { 'server/flow/3-event/store.sql': 'select now()' }, fault: /database for the time/ },
]
