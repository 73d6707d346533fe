import assert from 'node:assert/strict'
import { it } from 'node:test'
import { firstWords } from './first-words.ts'

it('the first sentence, at most twenty signs', () => {
  assert.equal(firstWords('小区门口长椅断了一条腿。昨天还有人摔倒'), '小区门口长椅断了一条腿')
  assert.equal(firstWords('滨江步道尽头右手边的第三盏路灯旁边那条长椅'), '滨江步道尽头右手边的第三盏路灯旁边那条…')
  assert.equal([...firstWords('滨江步道尽头右手边的第三盏路灯旁边那条长椅')!].length, 20)
  assert.equal(firstWords('长椅断了，\n电话 13012345678'), '长椅断了')
})
it('cuts between words', () => assert.equal(firstWords('The bench by the river is broken'), 'The bench by the…'))
it('keeps numbers of people out', () => assert.equal(firstWords('找王师傅 130 1234 5678 处理'), '找王师傅 … 处理'))
it('is nothing where nothing is said', () =>
  assert.deepEqual(
    ['', ' ？？', '1', '啊'].map((text) => firstWords(text)),
    [null, null, null, null],
  ))
