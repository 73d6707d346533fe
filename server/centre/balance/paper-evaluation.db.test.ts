import assert from 'node:assert/strict'
import { it } from 'node:test'
import { extractText, getDocumentProxy } from 'unpdf'
import type { Evaluation } from '../../../contract/evaluation.ts'
import { lateParts, measures, spreads } from '../../../contract/evaluation-kinds.ts'
import { untilSafe } from '../../../test/safe-facts.ts'
import { goRed } from '../../../test/scenario/septic.ts'
import { startStory } from '../../../test/story.ts'
import { followEvaluation } from '../../flow/7-evaluate/evaluation/on.ts'

it('gives the evaluation as a PDF with both numbers of every rate, in the areas of the page', async (t) => {
  const story = await startStory(t)
  await goRed(story)
  await story.acknowledge()
  await story.pass({ h: 3 })
  await untilSafe(story.zhili.spine)
  while (await followEvaluation(story.zhili.spine, 'Asia/Shanghai'));
  const hub = story.as('chenli')
  const { body } = await hub.get<Evaluation>('/api/v1/evaluation')
  assert.ok(
    body.rates.some(({ of }) => of > 0),
    'something was counted',
  )
  const { bytes, status } = await hub.get('/api/v1/evaluation/paper.pdf')
  assert.equal(status, 200)
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(bytes)))
  const plain = text.join('').replace(/\s+/g, '')
  for (const { id, n, of } of body.rates) {
    const { zh, what } = measures[id]
    const wanted = `${zh}${what.zh}${of === 0 ? '没有应计的—' : `${n}/${of}—`}`.replace(/\s+/g, '')
    assert.ok(plain.includes(wanted), `${wanted} in ${plain.slice(0, 900)}`)
  }
  for (const { id, n } of body.spreads) assert.ok(plain.includes(`${spreads[id].zh}${n}`), spreads[id].zh)
  for (const { part, longest } of body.late.parts)
    assert.match(plain, new RegExp(`${lateParts[part].zh}[\\d.,]+${longest}/${body.late.cases}`))
  assert.match(plain, /^北岸区办理评价/)
  assert.match(plain, /第1\/\d页/)
  const town = await story.as('tangke').get('/api/v1/evaluation/paper.pdf?area=990101002')
  assert.equal(town.status, (await story.as('tangke').get('/api/v1/evaluation?area=990101002')).status)
})
