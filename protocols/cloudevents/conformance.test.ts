import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import type { Decoded } from '../decoded.ts'
import { readEvent } from './event.ts'
import { readHttp, readKafka, readMessage } from './read.ts'
import type { CloudEvent, Headers, Sent } from './types.ts'

type Step = { text: string; doc: string; table: string[][] }
type Scenario = { name: string; steps: Step[] }

const cells = (line: string): string[] =>
  line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim())

/** The scenarios of a feature file, those of an outline once for each example. */
function scenariosOf(feature: string): Scenario[] {
  const found: (Scenario & { examples: string[][] })[] = []
  let doc: string[] | undefined
  for (const line of feature.split('\n')) {
    const text = line.trim()
    const scenario = found[found.length - 1]
    const step = scenario?.steps[scenario.steps.length - 1]
    const examples = scenario && scenario.examples.length > 0
    if (text === '"""') {
      if (doc && step) step.doc = dedent(doc)
      doc = doc ? undefined : []
    } else if (doc) doc.push(line)
    else if (/^Scenario( Outline)?:/.test(text)) found.push({ name: text.replace(/^.*?: /, ''), steps: [], examples: [] })
    else if (text === 'Examples:') scenario!.examples.push([])
    else if (text.startsWith('|')) (examples ? scenario.examples : step!.table).push(cells(text))
    else if (/^(Given|When|Then|And) /.test(text)) scenario?.steps.push({ text: text.replace(/^\w+ /, ''), doc: '', table: [] })
  }
  return found.flatMap(({ name, steps, examples: [, head, ...rows] }) =>
    head ? rows.map((row) => filled({ name, steps }, head, row)) : [{ name, steps }],
  )
}

const dedent = (lines: string[]): string => lines.map((line) => line.slice(8)).join('\n')

function filled(scenario: Scenario, head: string[], row: string[]): Scenario {
  const fill = (text: string): string => head.reduce((so, name, i) => so.replaceAll(`<${name}>`, row[i]!), text)
  return {
    name: fill(scenario.name),
    steps: scenario.steps.map(({ text, doc, table }) => ({ text, doc: fill(doc), table: table.map((cell) => cell.map(fill)) })),
  }
}

function eventOf(sent: Decoded<Sent>): CloudEvent {
  assert.ok(sent.ok && sent.value.events.length === 1, JSON.stringify(sent))
  const event = readEvent(sent.value.events[0])
  assert.ok(event.ok, JSON.stringify(event))
  return event.value
}

function play({ steps }: Scenario): void {
  let message = ''
  let headers: Headers = {}
  let event: CloudEvent | undefined
  const does: Record<string, (step: Step) => void> = {
    'an HTTP request': ({ doc }) => {
      message = doc
    },
    'a Kafka message with payload:': ({ doc }) => {
      message = doc
    },
    'Kafka headers:': ({ table }) => {
      headers = Object.fromEntries(table.slice(1) as [string, string][])
    },
    'parsed as HTTP request': () => {
      const read = readMessage(Buffer.from(message))
      assert.ok(read.ok)
      // Its lengths count line ends as CR LF; here the body is what is there.
      event = eventOf(readHttp(read.value.headers, message.slice(message.indexOf('\n\n') + 2)))
    },
    'parsed as Kafka message': () => {
      event = eventOf(readKafka(headers, message))
    },
    'the attributes are:': ({ table }) => {
      const { data: _data, data_base64: _bytes, ...attributes } = event!
      assert.deepEqual(attributes, Object.fromEntries(table.slice(1)))
    },
    'the data is equal to the following JSON:': ({ doc }) => {
      assert.deepEqual(event!.data, JSON.parse(doc))
    },
  }
  for (const step of steps) {
    const act = does[step.text]
    assert.ok(act, `nobody knows the step "${step.text}"`)
    act(step)
  }
}

for (const [file, count] of [
  ['http-protocol-binding.feature', 4],
  ['kafka-protocol-binding.feature', 3],
] as const)
  describe(`conformance: ${file}`, () => {
    const scenarios = scenariosOf(readFileSync(new URL(`corpus/${file}`, import.meta.url), 'utf8'))
    it(`has ${count} scenarios`, () => assert.equal(scenarios.length, count))
    for (const scenario of scenarios) it(scenario.name, () => play(scenario))
  })
