import assert from 'node:assert/strict'
import { it } from 'node:test'
import { browserWords, sameBrowser } from './browser.ts'

const chrome = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36'

it('a browser is named in short', () => {
  assert.equal(browserWords(chrome), 'Chrome 126 · Windows')
  assert.equal(browserWords(`${chrome} Edg/126.0.1`), 'Edge 126 · Windows')
  assert.equal(browserWords('Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0'), 'Firefox 128 · Linux')
  assert.equal(browserWords('lightMyRequest'), 'lightMyRequest')
  assert.equal(browserWords(''), '—')
})

it('a browser is the same after an update, and not on another system or with another name', () => {
  assert.equal(sameBrowser(chrome, chrome.replace('126.0.0.0', '131.0.6778.86').replace('NT 10.0', 'NT 11.0')), true)
  assert.equal(sameBrowser(chrome, `${chrome} Edg/126.0.1`), false)
  assert.equal(sameBrowser(chrome, chrome.replace('Windows NT 10.0; Win64; x64', 'X11; Linux x86_64')), false)
  assert.equal(sameBrowser('Kiosk/2.1 (box 4)', 'Kiosk/3.0.1 (box 5)'), true, 'one nobody knows, by its own name')
  assert.equal(sameBrowser('Kiosk/2.1', 'Panel/2.1'), false)
})
