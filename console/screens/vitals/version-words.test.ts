import assert from 'node:assert/strict'
import { test } from 'node:test'
import { otherVersion, versionText } from './version-words.ts'

test('a number says by which versions it was counted, and only where that is not the one in force', () => {
  const by = (oldestVersion: number | null, version: number | null) => ({ version, oldestVersion })
  assert.deepEqual([versionText(by(2, 2)), versionText(by(1, 2)), versionText(by(null, null))], ['第 2 版', '第 1–2 版', '—'])
  assert.equal(otherVersion(by(3, 3), 3), null)
  assert.equal(otherVersion(by(1, 1), 3), '按第 1 版定义')
  assert.equal(otherVersion(by(1, 3), 3), '按第 1–3 版定义', 'in part by one before')
  assert.equal(otherVersion(by(null, null), 3), null)
})
