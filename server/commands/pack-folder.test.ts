import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { newPackParts } from './new-pack-parts.ts'
import { readFolder } from './pack-folder.ts'

const folder = mkdtempSync(join(tmpdir(), 'pack-'))
after(() => rmSync(folder, { recursive: true }))

describe('the folder of a pack', () => {
  it('is read part by part, and what is no data is told by its name', () => {
    mkdirSync(join(folder, 'samples/more'), { recursive: true })
    mkdirSync(join(folder, 'lib'))
    for (const [name, text] of newPackParts('wet-road')) writeFileSync(join(folder, name), text)
    const bare = readFolder(folder)
    assert.deepEqual(bare.faults.map(({ part }) => part).sort(), ['lib', 'samples/more'])
    assert.deepEqual(bare.parts, new Map(newPackParts('wet-road')))
    symlinkSync('/etc/hostname', join(folder, 'samples/4.json'))
    writeFileSync(join(folder, 'hook.js'), 'process.exit()')
    const { parts, faults } = readFolder(folder)
    assert.deepEqual(faults.map(({ part, code }) => [part, code]).sort(), [
      ['hook.js', 'part-unknown'],
      ['lib', 'part-unknown'],
      ['samples/4.json', 'part-link'],
      ['samples/more', 'part-unknown'],
    ])
    assert.equal(parts.has('samples/4.json'), false)
  })

  it('that is none is said in a sentence', () => assert.throws(() => readFolder(join(folder, 'gone')), /没有文件夹/))
})
