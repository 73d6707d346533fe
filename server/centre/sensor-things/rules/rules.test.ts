import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readFilter } from './filter.ts'
import { readOptions } from './options.ts'
import { filterSql, orderSql, type Properties } from './sql.ts'

const properties: Properties = {
  name: { column: 'x.name', kind: 'text' },
  result: { column: 'x.result', kind: 'number' },
  phenomenonTime: { column: 'x.at', kind: 'time' },
}
/** The SQL of a condition with its values in place, or where it was refused. */
function sql(text: string): string {
  const filter = readFilter(text)
  if (!filter.ok) return 'unreadable'
  const values: unknown[] = []
  const made = filterSql(filter.value, properties, values)
  return made.ok
    ? made.value.replace(/\$(\d+)::(\w+)/g, (_all, n: string) => JSON.stringify(values[Number(n) - 1]))
    : String(made.refusal.details!.reason)
}

describe('$filter', () => {
  it('compares properties with values of their kind', () => {
    assert.equal(sql('result gt 20.5'), 'x.result > 20.5')
    assert.equal(sql("name ne 'it''s'"), `x.name <> "it's"`)
    assert.equal(sql('phenomenonTime ge 2026-03-02T09:30:00+08:00'), 'x.at >= "2026-03-02T09:30:00+08:00"')
    assert.equal(sql("result gt '20'"), 'must.number')
    assert.equal(sql('phenomenonTime gt 5'), 'format.datetime')
    assert.equal(sql('name eq 5'), 'must.string')
  })
  it('joins them: and before or, brackets before both, not before one', () => {
    assert.equal(sql("result lt 1 or result gt 2 and name eq 'a'"), '(x.result < 1 or (x.result > 2 and x.name = "a"))')
    assert.equal(
      sql("(result lt 1 or result gt 2) and not name eq 'a'"),
      '((x.result < 1 or x.result > 2) and not (x.name = "a"))',
    )
  })
  it('finds texts by their beginning, end and part', () => {
    assert.equal(sql("startswith(name,'a')"), 'starts_with(x.name, "a")')
    assert.equal(sql("endswith(name, 'a')"), 'right(x.name, length("a")) = "a"')
    assert.equal(sql("substringof('a', name) and contains(name,'b')"), '(strpos(x.name, "a") > 0 and strpos(x.name, "b") > 0)')
    assert.equal(sql("startswith(result,'a')"), 'must.string')
  })
  it('knows no property that is not there, and reads nothing that is no condition', () => {
    for (const text of ["password eq 'x'", "constructor eq 'x'", "x.name eq 'x'"]) assert.equal(sql(text), 'name.unknown', text)
    const odd = [
      '',
      'result',
      'result gt',
      'gt 5',
      'result gt 5 and',
      '(result gt 5',
      'result gt 5)',
      "name eq 'a",
      'result gt 5; drop table readings',
      'result = 5',
      "startswith('a')",
      'phenomenonTime gt 2026-13-02T09:30:00Z',
    ]
    for (const text of odd) assert.equal(sql(text), 'unreadable', text)
    assert.equal(sql(`${'('.repeat(60)}result gt 5${')'.repeat(60)}`), 'unreadable')
    assert.equal(sql(Array(100).fill('result gt 5').join(' or ')), 'unreadable')
  })
})

describe('the options of a query', () => {
  const read = (query: string) => {
    const options = readOptions(query)
    return options.ok ? options.value : String(options.refusal.details!.path)
  }
  it('have usual values, and a thousand at most', () => {
    assert.deepEqual(read(''), { filter: null, orderby: [], top: 100, skip: 0, count: false, select: null, expand: [] })
    const asked = read('$top=5000&$skip=7&$count=true&$orderby=result desc,name&$select=name,id')
    assert.ok(typeof asked === 'object')
    assert.deepEqual([asked.top, asked.skip, asked.count, asked.select], [1_000, 7, true, ['name', 'id']])
    assert.deepEqual(asked.orderby, [
      { property: 'result', down: true },
      { property: 'name', down: false },
    ])
  })
  it('hold others inside an expansion, by brackets or by a slash', () => {
    const asked = read(
      "$expand=Locations,Datastreams($top=2;$filter=name eq 'a;b';$expand=Observations($top=1;$orderby=phenomenonTime desc))",
    )
    assert.ok(typeof asked === 'object')
    assert.deepEqual(
      asked.expand.map(({ name }) => name),
      ['Locations', 'Datastreams'],
    )
    const inside = asked.expand[1]!.options
    assert.deepEqual(
      [inside.top, inside.filter?.is, inside.expand[0]!.name, inside.expand[0]!.options.top],
      [2, 'compare', 'Observations', 1],
    )
    const slashed = read('$expand=Datastreams/Observations($top=3)')
    assert.ok(typeof slashed === 'object')
    assert.equal(slashed.expand[0]!.options.expand[0]!.options.top, 3)
  })
  it('are refused when they are none', () => {
    const odd = {
      '$top=-1': '/$top',
      '$skip=a': '/$skip',
      '$count=yes': '/$count',
      '$orderby=a b c': '/$orderby',
      '$format=xml': '/query',
      '$expand=A(B': '/$expand',
      '$expand=A)': '/$expand',
      '$expand=A/A/A/A/A': '/$expand',
      '$filter=': '/$filter',
    }
    for (const [query, path] of Object.entries(odd)) assert.equal(read(query), path, query)
  })
  it('order by what a set has, then by id', () => {
    const order = orderSql([{ property: 'result', down: true }], properties, 'x.at desc')
    assert.deepEqual(order, { ok: true, value: 'x.result desc nulls last, x.id' })
    assert.deepEqual(orderSql([], properties, 'x.at desc'), { ok: true, value: 'x.at desc, x.id' })
    assert.ok(!orderSql([{ property: 'toString', down: false }], properties, '').ok)
  })
})
