import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { placesOf } from '../area/places.ts'
import { chanceFrom } from '../area/rules/chance.ts'
import { demoAccounts, demoNames } from './demo-accounts.ts'
import { checkCharacter, inventIdNumber } from './people.ts'
import { makeStaff } from './seed-city.ts'
import { demoVitals } from './vitals.ts'
import { listVitals } from './vitals-list.ts'

const staff = makeStaff(placesOf('50').source, (code) => (code === '50' ? 'city' : code), demoNames, { offices: true })

describe('an invented identity number', () => {
  it('never passes its check digit', () => {
    assert.equal(checkCharacter('11010519491231002'), 'X') // the example of GB 11643
    const chance = chanceFrom('ids')
    for (let i = 0; i < 500; i++) {
      const number = inventIdNumber(chance)
      assert.match(number, /^990101(19|20)\d{10}$/)
      assert.notEqual(number[17], checkCharacter(number.slice(0, 17)))
    }
  })
})

describe('the staff of the demo city', () => {
  it('has 41 district centres, 1,031 town centres with four boards, and no id twice', () => {
    const count = (kind: string) => staff.units.filter((u) => u.kind === kind).length
    assert.deepEqual([count('district-centre'), count('town-centre'), count('board')], [41, 1031, 4124])
    for (const ids of [
      staff.units.map((u) => u.id),
      staff.posts.map((p) => p.id),
      staff.holders.map((h) => h.person),
      staff.holders.map((h) => h.account),
    ])
      assert.equal(new Set(ids).size, ids.length)
  })

  it('gives a zone its towns and takes them from the divisions', () => {
    const areas = (id: string) => staff.units.find((u) => u.id === id)!.areas
    assert.deepEqual(areas('unit-500105'), ['500105'])
    assert.equal(areas('unit-z-liangjiang').length, 8)
    assert.equal(areas('unit-500112').length, 30 - 8)
    assert.ok(areas('unit-z-liangjiang').every((town) => !areas('unit-500112').includes(town)))
  })

  it('has every demo account at its post, and only those can sign in', () => {
    const posts = new Set(staff.posts.map((p) => p.id))
    for (const demo of demoAccounts) assert.ok(posts.has(demo.post), demo.account)
    const able = staff.holders.filter((h) => h.mayUsePassword).map((h) => h.account)
    assert.deepEqual(able.sort(), demoAccounts.map((d) => d.account).sort())
  })

  it('is the same at every seeding', () => {
    const again = makeStaff(placesOf('50').source, (code) => (code === '50' ? 'city' : code), demoNames, { offices: true })
    assert.deepEqual(again.holders.slice(0, 300), staff.holders.slice(0, 300))
  })
})

describe('the vitals of the demo', () => {
  it('have each, once connected, somebody to call: a unit, a post in it, a person with a number', () => {
    const phones = new Map(staff.holders.map(({ post, phone }) => [post, phone]))
    const nobody = demoVitals(listVitals()).flatMap(({ definition: { code, owner, ownerPost }, state }) => {
      if (state !== 'connected' && state !== 'trusted') return []
      const posts = staff.posts.filter(({ unit, id }) => unit === owner && (ownerPost === undefined || id === ownerPost))
      return posts.some(({ id }) => phones.get(id)) ? [] : [code]
    })
    assert.deepEqual(nobody, [])
  })
})
