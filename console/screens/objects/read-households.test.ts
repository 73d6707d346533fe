import assert from 'node:assert/strict'
import { it } from 'node:test'
import { readHouseholds } from './read-households.ts'

it('a pasted table of households is read line by line, with or without a head', () => {
  const rows = [
    { door: '1 社 1 号', head: '江守山', persons: 4, inCharge: '卓明溪', help: '卧床病人 1 人' },
    { door: '1 社 2 号', head: '云素芳', persons: 2, inCharge: null, help: null },
  ]
  const lines = '1 社 1 号\t江守山\t4\t卓明溪\t卧床病人 1 人\n\n1 社 2 号，云素芳，2\r\n'
  assert.deepEqual(readHouseholds(lines), { rows, bad: null })
  assert.deepEqual(readHouseholds(`门牌,户主,人数\n${lines}`), { rows, bad: null })
})

it('the first line that is not understood is named', () => {
  for (const bad of ['1 号,江守山,很多', '1 号,江守山,0', '1 号,,3', '1 号,江守山,2.5', '只有一格'])
    assert.equal(readHouseholds(`1 号,云素芳,2\n${bad}`).bad, 2, bad)
})
