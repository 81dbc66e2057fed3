import { expect, it } from 'vitest'
import { element, xmlText } from '#platform/xml.ts'

it('writes texts escaped and leaves out what XML cannot hold', () => {
  expect(xmlText('a < b & "c" ]]>\r\n')).toBe('a &lt; b &amp; &quot;c&quot; ]]&gt;&#13;\n')
  expect(xmlText('a\u0000\u000b\ufffe\ud800b𝄞')).toBe('ab𝄞')
})

it('writes elements around texts and around elements', () => {
  expect(element('line1', {}, '')).toBe('<line1/>')
  expect(element('group', { desc: 'A "b"\n', gone: undefined }, '<x>')).toBe(
    '<group desc="A &quot;b&quot;&#10;">&lt;x&gt;</group>',
  )
  expect(element('user', {}, [element('a', {}, '1'), element('b', {}, [])])).toBe('<user><a>1</a><b/></user>')
})
