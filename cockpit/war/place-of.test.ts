import assert from 'node:assert/strict'
import { it } from 'node:test'
import { placeOf } from './place-of.ts'

it('a place the title begins with is not said twice', () => {
  const of = (areaName: string, title: string) => placeOf({ areaName, title })
  assert.equal(of('江北区 寸滩街道', '寸滩街道测试水位'), '江北区')
  assert.equal(of('江北区 寸滩街道', '塔山公园公厕 1 号池 沼气超标'), '江北区 寸滩街道')
  assert.equal(of('江北区', '江北区水位'), '')
  assert.equal(of('江北区 寸滩街道 黑石子社区', '寸滩街道测试水位'), '江北区')
  assert.equal(of('江北区 寸滩街道', '江北区水位'), '')
  assert.equal(of('', '水位'), '')
})
