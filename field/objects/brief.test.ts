import assert from 'node:assert/strict'
import { it } from 'node:test'
import { codeIn } from './brief.ts'

it('a code is read from a plate’s address or as somebody writes it, and from nothing else', () => {
  for (const text of [
    'https://city.example/public/code/SVHCEVNW9C',
    'svhce vnw9c',
    'SVHCE-VNW9C',
    'http://10.0.0.1:8080/public/code/SVHCEVNW9C?a=1',
  ])
    assert.equal(codeIn(text), 'SVHCEVNW9C')
  assert.equal(codeIn('O1L2I45678'), '0112145678')
  for (const text of ['', 'https://elsewhere.example/pay?to=1', 'SVHCEVNW9', 'https://city.example/public/code/SVHCEVNW9UU'])
    assert.equal(codeIn(text), null)
})
