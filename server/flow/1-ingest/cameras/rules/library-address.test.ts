import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { libraryAddress } from './library-address.ts'

describe('the address of a view library', () => {
  it('is scheme, host and port', () => {
    assert.equal(libraryAddress(' http://10.1.2.3:6140/ '), 'http://10.1.2.3:6140')
    assert.equal(libraryAddress('https://Library.example:8443'), 'https://library.example:8443')
    assert.equal(libraryAddress('http://[fd00::1]:80'), 'http://[fd00::1]')
  })

  it('is nothing that leads elsewhere', () => {
    const others = [
      ...['', '10.1.2.3:6140', 'ftp://10.1.2.3', 'file:///etc/passwd', 'http://', 'http:10.1.2.3', 'http:\\\\10.1.2.3'],
      ...['http://a:b@10.1.2.3', 'http://@10.1.2.3', 'http://10.1.2.3/VIID', 'http://10.1.2.3/?a', 'http://10.1.2.3/#a'],
      ...['http://10.1.2.3:99999', 'http://10.1.2.3 x', 'http://10.1.2.3\u0000', `http://${'a'.repeat(200)}`],
    ]
    for (const one of others) assert.equal(libraryAddress(one), null, one)
  })
})
