import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, describe, it, type TestContext } from 'node:test'
import type { DueDocuments, ObjectDocuments } from '../../../../contract/object-document.ts'
import { type Story, startStory } from '../../../../test/story.ts'
import { madePdf } from '../../../city/file/made-pdf.ts'
import { exifSegment, madeJpeg, madeTiff } from '../../../city/file/rules/made-photo.ts'

const tank = 'tank-990101-0001'
const path = `/api/v1/objects/${tank}/documents`
type Answer = { id: string; version: number; code: string; details: Record<string, unknown> }

// One city for all, in the order of the tests.
const story: Story = await startStory({ after } as unknown as TestContext)
const bring = (query: Record<string, string>, bytes: Buffer, as = 'baining') =>
  story.as(as).post<Answer>(`${path}?${new URLSearchParams(query)}`, bytes)
const papers = async (as = 'tangke') => (await story.as(as).get<ObjectDocuments>(path)).body
const report = { kind: 'report', title: '沼气检测报告 2026' }
const day = (days: number): string =>
  new Date(story.now().getTime() + 8 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10)

describe('papers of an object', () => {
  let id = ''

  it('are kept with who brought them, and read by whoever reads the object', async () => {
    const pdf = madePdf({ words: 'gas test 2026' })
    const done = await bring({ ...report, validUntil: day(100) }, pdf)
    assert.equal(done.status, 200, JSON.stringify(done.body))
    id = done.body.id
    const { rows, mayKeep } = await papers()
    assert.equal(mayKeep, false)
    const [row] = rows
    assert.deepEqual(
      [row!.kind, row!.title, row!.standing, row!.type, row!.size, row!.version],
      ['report', report.title, 'valid', 'application/pdf', pdf.length, 1],
    )
    assert.equal(row!.sha256, createHash('sha256').update(pdf).digest('hex'))
    const file = await story.as('tangke').get(`/api/v1/files/${row!.file}`)
    assert.deepEqual([file.status, file.bytes.equals(pdf)], [200, true])
    assert.equal((await story.as('liangzhu').get(`/api/v1/files/${row!.file}`)).status, 404, 'another town')
  })

  it('brought twice are there once', async () => {
    const again = await bring({ ...report, validUntil: day(100) }, madePdf({ words: 'gas test 2026' }))
    assert.deepEqual([again.body.id, again.body.version], [id, 1])
    assert.equal((await papers()).rows.length, 1)
  })

  it('lose what tells of their maker when they are photos', async () => {
    const photo = madeJpeg([exifSegment(madeTiff())], 4_000)
    await bring({ kind: 'photo', title: '池口照片' }, photo)
    const row = (await papers()).rows.find(({ kind }) => kind === 'photo')!
    assert.deepEqual([row.type, row.standing], ['image/jpeg', 'undated'])
    assert.notEqual(row.sha256, createHash('sha256').update(photo).digest('hex'))
  })

  it('are refused when they run something, are none, are over, or are another’s', async () => {
    const code = async (query: Record<string, string>, bytes: Buffer, as?: string) => (await bring(query, bytes, as)).body.code
    assert.equal(await code(report, madePdf({ catalog: '/OpenAction << /S /JavaScript /JS (1) >>' })), 'document.active')
    assert.equal(await code(report, madePdf({ catalog: '/Encrypt 9 0 R' })), 'document.locked')
    assert.equal(await code(report, Buffer.from('<html><script>1</script></html>'.repeat(4))), 'document.kind')
    assert.equal(await code({ ...report, validUntil: day(-1) }, madePdf()), 'document.past')
    assert.equal(await code(report, madePdf(), 'tangke'), 'permit.missing')
    assert.equal(await code({ ...report, replaces: '00000000-0000-4000-8000-000000000000' }, madePdf()), 'thing.not-found')
    assert.equal((await papers()).rows.length, 2)
  })

  it('are told to whoever answers for the object a month before they expire, and the morning after', async () => {
    await story.pass({ d: 69 })
    await story.expectNotices([])
    await story.pass({ d: 2 })
    const [told] = await story.facts('object.document-due')
    assert.deepEqual([told!.body.state, told!.body.title], ['soon', report.title])
    const sent = (await story.facts('notice.sent')).filter(({ body }) => body.kind === 'paper-soon')
    assert.equal(sent.length, 1, JSON.stringify(sent))
    assert.deepEqual((sent[0]!.body.paper as { id: string }).id, id)
    await story.acknowledge()
    const due = (await story.as('baining').get<DueDocuments>('/api/v1/object-documents')).body
    assert.deepEqual([due.dated, due.soon, due.expired, due.rows[0]?.standing], [1, 1, 0, 'soon'])
  })

  it('get a new version that keeps the old one and takes back what was told', async () => {
    const stale = await bring({ ...report, replaces: id, version: '7' }, madePdf({ words: 'x' }))
    assert.equal(stale.body.code, 'version.stale')
    const next = await bring({ ...report, replaces: id, version: '1', validUntil: day(365) }, madePdf({ words: 'gas test 2027' }))
    assert.deepEqual([next.body.id, next.body.version], [id, 2])
    const row = (await papers()).rows.find((one) => one.id === id)!
    assert.deepEqual([row.standing, row.former.map(({ version }) => version)], ['valid', [1]])
    assert.equal((await story.as('tangke').get(`/api/v1/files/${row.former[0]!.file}`)).status, 200)
    assert.equal((await story.facts('notice.cancelled')).length, 1)
    await story.pass({ d: 60 })
    assert.equal((await story.facts('object.document-due')).length, 1, 'the old day is nobody’s business any more')
  })

  it('are withdrawn with a reason and stay to be read', async () => {
    const withdraw = () =>
      story.as('baining').post<Answer>(`/api/v1/object-documents/${id}/withdraw`, { version: 2, reason: '报告作废' })
    assert.equal((await withdraw()).status, 200)
    assert.equal((await withdraw()).body.code, 'document.withdrawn')
    const row = (await papers()).rows.at(-1)!
    assert.deepEqual([row.id, row.withdrawn?.reason], [id, '报告作废'])
    assert.equal((await bring({ ...report, replaces: id }, madePdf())).body.code, 'document.withdrawn')
    await story.end()
  })
})
