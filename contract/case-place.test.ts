import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { placeWords, shortPlace } from './case-place.ts'

describe('the place of a case', () => {
  const words = (areaName: string, whole: boolean) => placeWords({ areaName, whole }, 'zh-CN')
  it('is its area by name', () => assert.equal(words('江北区 寸滩街道', false), '江北区 寸滩街道'))

  it('is said to be all of an area, as that is called', () => {
    assert.equal(words('江北区', true), '江北区 全区')
    assert.equal(words('重庆市', true), '重庆市 全市')
    assert.equal(words('云阳县', true), '云阳县 全县')
    assert.equal(words('江北区 寸滩街道', true), '江北区 寸滩街道 全街道')
    assert.equal(words('江北区 寸滩街道 黑石子社区', true), '江北区 寸滩街道 黑石子社区 全社区')
    assert.equal(words('西部科学城', true), '西部科学城 全域')
    assert.equal(placeWords({ areaName: '江北区', whole: true }, 'en'), '江北区 (all of it)')
  })

  it('keeps in one word of a list that it is all of it', () => {
    assert.equal(shortPlace({ areaName: '江北区 寸滩街道', whole: false }, 'zh-CN'), '寸滩街道')
    assert.equal(shortPlace({ areaName: '江北区 寸滩街道', whole: true }, 'zh-CN'), '寸滩街道 全街道')
    assert.equal(shortPlace({ areaName: '江北区', whole: true }, 'zh-CN'), '江北区 全区')
  })
})
