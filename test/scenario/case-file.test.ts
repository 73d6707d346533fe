import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { it } from 'node:test'
import type { CaseFile } from '../../contract/case-file.ts'
import { readZip } from '../../protocols/sheet/zip.ts'
import { verifyParts } from '../../server/centre/case-file/rules/verify.ts'
import { startStory } from '../story.ts'
import { citizen, redCase } from './scope-world.ts'
import { goRed } from './septic.ts'

it('a case of any type has a case file that anybody can check, masked unless one may and says why', async (t) => {
  const story = await startStory(t)
  await goRed(story)
  const { red: event, photo } = await redCase(story, (await story.as('chenli').event()).id)
  const url = `/api/v1/events/${event}/case-file`
  const view = async (account = 'chenli') => (await story.as(account).get<CaseFile>(url)).body
  const take = async (account: string, body: object) => {
    const answer = await story.as(account).post(url, body)
    return { status: answer.status, bytes: answer.bytes, code: (answer.body as { code?: string } | null)?.code }
  }
  const file = await view()

  await t.test('holds reports, alarm, photos, orders, evidence and what happened, each with its hash', () => {
    const kinds = new Set(file.parts.map(({ kind }) => kind))
    for (const kind of ['event', 'signal', 'report', 'alarm', 'photo', 'order', 'timeline'] as const)
      assert.ok(kinds.has(kind), kind)
    for (const { sha256, path } of file.parts) assert.match(sha256, /^[0-9a-f]{64}$/, path)
    assert.ok(file.parts.some((part) => part.kind === 'photo' && part.file === photo))
    const said = JSON.stringify(file)
    assert.ok(!said.includes(citizen.name) && !said.includes(citizen.phone), 'masked')
    assert.match(said, /联系人/)
    const told = JSON.stringify(file.parts.find(({ kind }) => kind === 'timeline')!.lines)
    assert.match(told, /甲烷 55%LEL/)
    assert.doesNotMatch(told, /ch4|fan\.on/, 'codes are said in words')
  })

  await t.test('the same case has the same hash for everybody, also after it was taken out', async () => {
    const { status, bytes } = await take('chenli', {})
    assert.equal(status, 200)
    assert.equal((await view()).manifest, file.manifest)
    assert.equal((await view('tangke')).manifest, file.manifest)
    const verdict = check(bytes)
    assert.deepEqual([verdict?.bad, verdict?.manifest], [[], file.manifest])
    const [made] = await story.facts('case-file.made')
    assert.equal(made?.body.manifest, file.manifest)
    assert.deepEqual(
      (await view()).made.map(({ manifest, revealed }) => [manifest, revealed]),
      [[file.manifest, false]],
    )
    const folder = mkdtempSync(join(tmpdir(), 'zhili-case-'))
    t.after(() => rmSync(folder, { recursive: true }))
    for (const { name, data } of unpacked(bytes)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true })
      writeFileSync(join(folder, name), data)
    }
    // The tool of every Linux machine comes to the same verdict.
    execFileSync('sha256sum', ['--quiet', '--strict', '-c', 'manifest.sha256', 'index.sha256'], { cwd: folder })
  })

  await t.test('a changed, a missing and an added file are found', async () => {
    const parts = unpacked((await take('chenli', {})).bytes)
    const names = parts.map(({ name }) => name)
    const with_ = (change: (name: string, data: Uint8Array) => Uint8Array | null) => (name: string) => {
      const found = parts.find((part) => part.name === name)
      return found ? change(name, found.data) : null
    }
    const order = names.find((name) => name.includes('-order'))!
    const why = (more: string[], read: (name: string) => Uint8Array | null) => verifyParts([...names, ...more], read)?.bad
    assert.deepEqual(
      why(
        [],
        with_((_, data) => data),
      ),
      [],
    )
    assert.deepEqual(
      why(
        [],
        with_((name, data) => (name === order ? Buffer.from('{}') : data)),
      ),
      [{ name: order, why: 'changed' }],
    )
    assert.deepEqual(
      why(
        [],
        with_((name, data) => (name === order ? null : data)),
      ),
      [{ name: order, why: 'missing' }],
    )
    assert.deepEqual(
      why(
        ['parts/new.json'],
        with_((_, data) => data),
      ),
      [{ name: 'parts/new.json', why: 'added' }],
    )
    assert.deepEqual(
      why(
        [],
        with_((name, data) => (name === 'index.html' ? Buffer.from('x') : data)),
      ),
      [{ name: 'index.html', why: 'changed' }],
    )
    assert.equal(
      verifyParts(['a'], () => null),
      null,
    )
  })

  await t.test('personal fields only for those who may, with a purpose, and both are facts', async () => {
    assert.equal((await take('zhoumin', { purpose: '移送复议' })).code, 'permit.missing')
    const open = await take('chenli', { purpose: '移送复议' })
    assert.ok(unpacked(open.bytes).some(({ data }) => Buffer.from(data).includes(citizen.phone)))
    const seen = (await story.facts('personal.revealed')).at(-1)
    assert.deepEqual([seen?.body.field, seen?.body.purpose], ['case-file', '移送复议'])
    assert.equal((await take('suhe', {})).status, 404)
  })
  await story.acknowledge()
})

function unpacked(bytes: Uint8Array): { name: string; data: Uint8Array }[] {
  const archive = readZip(bytes)
  assert.ok(archive.ok)
  return archive.value.names.map((name) => {
    const part = archive.value.part(name)
    assert.ok(part?.ok, name)
    return { name, data: part.value }
  })
}

const check = (bytes: Uint8Array) => {
  const parts = unpacked(bytes)
  return verifyParts(
    parts.map(({ name }) => name),
    (name) => parts.find((part) => part.name === name)?.data ?? null,
  )
}
