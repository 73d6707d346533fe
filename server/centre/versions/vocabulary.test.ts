import assert from 'node:assert/strict'
import { it } from 'node:test'
import { gasPack, highRisePacks } from '../../../test/demo-packs.ts'
import { vocabularyOf } from './vocabulary.ts'

it('a pack calls an alarm family by its own name, though another has a family of the same code', () => {
  const [panel] = highRisePacks
  const packs = [gasPack, ...highRisePacks]
  const named = (of: typeof gasPack) => vocabularyOf(of, packs).alarmFamilies.silence!.zh
  assert.equal(named(gasPack), gasPack.types.find(({ family }) => family === 'silence')!.name.zh)
  assert.equal(named(panel!), panel!.types.find(({ family }) => family === 'silence')!.name.zh)
  assert.notEqual(named(gasPack), named(panel!))
  assert.ok('fire' in vocabularyOf(gasPack, packs).alarmFamilies, 'others lend theirs')
})
