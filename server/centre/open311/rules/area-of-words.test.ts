import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { areaOfWords } from './area-of-words.ts'

const areas = {
  江北: { tier: 'district', path: '50/500105/', operatingDistrict: '500105' },
  渝北: { tier: 'district', path: '50/500112/', operatingDistrict: '500112' },
  寸滩: { tier: 'town', path: '50/500105/500105006/', operatingDistrict: '500105' },
  江北龙兴: { tier: 'town', path: '50/500105/500105099/', operatingDistrict: '500105' },
  渝北龙兴: { tier: 'town', path: '50/500112/500112115/', operatingDistrict: 'z-new' },
  黑石子: { tier: 'community', path: '50/500105/500105006/500105006001/', operatingDistrict: '500105' },
  别处黑石子: { tier: 'community', path: '50/500112/500112115/500112115009/', operatingDistrict: '500112' },
}
const found = (...names: (keyof typeof areas)[]): string | null => areaOfWords(names.map((name) => areas[name]))?.path ?? null
const foundIn = (zone: string, ...names: (keyof typeof areas)[]): string | null =>
  areaOfWords(
    names.map((name) => areas[name]),
    [{ code: zone }],
  )?.path ?? null

describe('the area an address names', () => {
  it('is its deepest, in the district and town that are named', () => {
    assert.equal(found('江北', '寸滩', '黑石子', '别处黑石子'), areas.黑石子.path)
    assert.equal(found('寸滩', '黑石子', '别处黑石子'), areas.黑石子.path)
    assert.equal(found('渝北', '江北龙兴', '渝北龙兴'), areas.渝北龙兴.path)
    assert.equal(found('寸滩'), areas.寸滩.path)
  })
  it('is the one of the zone that is named', () => {
    assert.equal(foundIn('z-new', '江北龙兴', '渝北龙兴'), areas.渝北龙兴.path)
    assert.equal(foundIn('z-new', '寸滩'), null, 'not in the zone that is named')
    assert.equal(foundIn('z-new'), null)
  })
  it('is none where only a district is named, nothing is, or several are', () => {
    assert.equal(found('江北'), null)
    assert.equal(found(), null)
    assert.equal(found('江北龙兴', '渝北龙兴'), null)
    assert.equal(found('渝北', '寸滩'), null, 'not in the district that is named')
    assert.equal(found('黑石子', '别处黑石子'), null)
  })
})
