import { describe, expect, it } from 'vitest'
import { itemsOf, refusalOf, users, zipOf } from './files.ts'

const ada = '<user><primary_id>ada</primary_id></user>'
const latin = (text: string) => Buffer.from(text, 'latin1')

describe('a file that is no well-formed XML is refused with the line', () => {
  it.each([
    ['unclosed', `<users>\n${ada}\n`, 'Line 3: The element users is not closed.'],
    ['an unclosed user', `<users>\n<user>\n${ada}\n</users>`, 'Line 3: The element user is not closed.'],
    ['the file cut off', `<users>\n${ada}\n<user>\n<primary_id>x`, 'Line 4: The element primary_id is not closed.'],
    [
      'misnested',
      users(ada, '<user>', '<first_name>A</last_name></user>'),
      'Line 5: The element first_name is not closed by its own name.',
    ],
    ['two roots', `${ada}\n${ada}`, 'Line 2: A second outermost element begins here. All users belong into one element users.'],
    [
      'an undefined entity',
      users('<user>', '<first_name>&nbsp;</first_name></user>'),
      'Line 4: An entity is used that XML does not know. Write the character itself, or its number.',
    ],
    ['a bare &', users('<user><first_name>A & B</first_name></user>'), 'Line 3: A plain & stands here. Write &amp; for it.'],
    [
      'a control character',
      users('<user>', '<first_name>A\u000bB</first_name></user>'),
      'Line 4: The character U+000B is not allowed in XML. Take it out.',
    ],
    [
      'its number',
      users('<user><first_name>&#11;</first_name></user>'),
      'Line 3: A character is given by a number that XML does not allow. Take it out.',
    ],
    ['text outside', `${users(ada)}more`, 'Line 5: Text stands outside of the outermost element.'],
    ['without a user', users(), 'The file holds no user.'],
    ['another document', '<html><body/></html>', 'The file holds no user.'],
    ['no XML', 'name,id\nAda,1\n', 'The file is neither XML nor a zip of XML files.'],
    ['empty', '', 'The file is empty.'],
    ['blank', ' \n', 'Line 2: The file holds no element at all.'],
  ])('%s', async (_name, content, message) => expect(await refusalOf(content)).toBe(message))

  it('a document type, entities outside and inside, and a billion laughs, none of which is ever resolved', async () => {
    const message = 'Line 1: The file has a document type declaration (DOCTYPE). Such files are not read: take it out.'
    const laughs = Array.from({ length: 9 }, (_one, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`).join('')
    for (const inside of [
      '[<!ENTITY x SYSTEM "file:///etc/passwd">]',
      'SYSTEM "http://127.0.0.1:1/x.dtd"',
      `[<!ENTITY l0 "ha">${laughs}]`,
      '',
    ]) {
      const content = `<!DOCTYPE users ${inside}><users><user><first_name>&x;&l9;</first_name></user></users>`
      expect(await refusalOf(content)).toBe(message)
    }
    expect(await refusalOf(users(ada, '<!DOCTYPE x>'))).toContain('Line 4:')
  })
})

describe('a file in the wrong encoding is refused in words', () => {
  it.each([
    [
      'not UTF-8',
      latin(users(ada, '<user>', '<first_name>Zoë</first_name></user>')),
      'Line 5: The byte EB (hexadecimal) is not UTF-8. Save the file as UTF-8, or name its encoding in its first line.',
    ],
    [
      'cut in a character',
      Buffer.concat([Buffer.from(users(ada)), Buffer.from([0xc3])]),
      'Line 5: The byte C3 (hexadecimal) is not UTF-8. Save the file as UTF-8, or name its encoding in its first line.',
    ],
    [
      'UTF-8 called Latin-1',
      Buffer.from(users('<user><first_name>Zoë</first_name></user>').replace('UTF-8', 'ISO-8859-1')),
      'Line 1: The file says that its encoding is windows-1252, and it is not. Correct the first line, or save it as UTF-8.',
    ],
    [
      'ASCII called UTF-16',
      users(ada).replace('UTF-8', 'UTF-16'),
      'Line 1: The file says that its encoding is UTF-16, and it is not. Correct the first line, or save it as UTF-8.',
    ],
    [
      'unknown',
      users(ada).replace('UTF-8', 'EBCDIC-XX'),
      'Line 1: The file says that its encoding is EBCDIC-XX, which is not known here. Save it as UTF-8.',
    ],
  ])('%s', async (_name, content, message) => expect(await refusalOf(content)).toBe(message))
})

describe('a zip is refused in words', () => {
  it('cut off, damaged, with too much in it, or with something else in it', async () => {
    const zip = await zipOf({ 'users.xml': users(...Array(50).fill(ada)) })
    expect(await refusalOf(zip.subarray(0, zip.length - 30))).toBe(
      'The zip is cut off: its end is missing. Send it again, whole.',
    )
    const damaged = await zipOf({ 'users.xml': users(ada) }, false)
    damaged.write('eve', damaged.indexOf('ada'))
    expect(await refusalOf(damaged)).toBe('users.xml: The zip is damaged or cut off. Pack it anew, or send it again.')
    expect(await refusalOf(await zipOf({}))).toBe('The zip holds no file.')
    expect(await refusalOf(await zipOf({ 'read me.txt': 'Hello', 'users.xml': users(ada) }))).toBe(
      'read me.txt: The file is neither XML nor a zip of XML files.',
    )
    expect(await refusalOf(await zipOf({ 'in.zip': zip }))).toBe('in.zip: The file is neither XML nor a zip of XML files.')
    const many = await zipOf({ 'a.xml': users(ada), 'b.xml': users(ada) })
    expect(await refusalOf(many, { limits: { entries: 1 } })).toBe(
      'The zip holds 2 files; 1 are the most. Pack fewer, larger ones.',
    )
    expect(await refusalOf(await zipOf({ 'a.xml': `${users(ada)}<` }))).toMatch(/^a\.xml, line 5: /)
  })
  it('encrypted, or packed in another way', async () => {
    const flagged = await zipOf({ 'users.xml': users(ada) })
    const entry = flagged.indexOf(Buffer.from('504b0102', 'hex'))
    flagged[entry + 8] = (flagged[entry + 8] ?? 0) | 1
    expect(await refusalOf(flagged)).toBe('users.xml: The file is encrypted. Pack it without a password.')
    const other = await zipOf({ 'users.xml': users(ada) })
    other[other.indexOf(Buffer.from('504b0102', 'hex')) + 10] = 12
    expect(await refusalOf(other)).toBe(
      'users.xml: The file is packed in a way that is not known here. Pack it as an ordinary zip.',
    )
    expect(await refusalOf(Buffer.from('1f8b0800', 'hex'))).toBe('The file is packed with gzip. Send it unpacked, or as a zip.')
  })
  it('with names that lead out of its folder: nothing of it is read', async () => {
    for (const bad of ['../etc/x.xml', '/etc/x.xml.', 'a/../../x.xml', 'C:/windows/x.xml']) {
      const safe = bad.replace(/[^a-z.]/gi, '_').replaceAll('..', '__')
      const zip = (await zipOf({ 'users.xml': users(ada), [safe]: users(ada) })).toString('latin1').replaceAll(safe, bad)
      await expect(itemsOf(latin(zip)), bad).rejects.toThrow(/leads out of its folder/)
    }
  })
  it('that swells, as a whole or in one file, or is larger than it says', async () => {
    const bomb = await zipOf({ 'a.xml': users(ada, ' '.repeat(3_000_000)) })
    const swollen = 'a.xml: The zip unpacks to more than 200 times its size, which user files never do. It was not read.'
    expect(await refusalOf(bomb, { limits: { ratioFrom: 1_000_000 } })).toBe(swollen)
    expect(await refusalOf(bomb)).toBe('read')
    expect(await refusalOf(bomb, { limits: { unpackedBytes: 1_000_000 } })).toBe(
      'a.xml: The zip unpacks to more than 1,000,000 bytes. Send it in several parts.',
    )
    const lying = Buffer.from(bomb)
    lying.writeUInt32LE(100, lying.indexOf(Buffer.from('504b0102', 'hex')) + 24)
    expect(await refusalOf(lying)).toBe('a.xml: The file is larger than its zip says. Pack it anew.')
  })
})

describe('memory stays bounded', () => {
  const large = 'x'.repeat(5000)
  const limits = { userBytes: 2000, chunkBytes: 1000 }
  it.each([
    [
      'a user',
      users(ada, '<user>', `<first_name>${large}</first_name></user>`),
      'Line 4: The user that begins here is larger than 2,000 bytes.',
    ],
    [
      'a user that is parsed',
      users('<!-- -->', ada, '<user>', `<first_name>${large}</first_name></user>`),
      'Line 5: The user that begins here is larger than 2,000 bytes.',
    ],
    ['a user without end', `<users>\n<user>${large}`, 'Line 2: The user that begins here is larger than 2,000 bytes.'],
    ['text between users', users(ada, `<other>${large}</other>`), 'Line 4: More than 2,000 bytes stand here without an element.'],
    ['a comment', users(`<!--${large}-->`, ada), 'Line 3: More than 2,000 bytes stand here without an element.'],
    ['elements in elements', `<users>${'<a>'.repeat(200)}`, 'Line 1: Elements lie more than 100 deep in one another.'],
  ])('%s', async (_name, content, message) => expect(await refusalOf(content, { limits })).toBe(message))

  it('however large a field is', async () => {
    const before = process.memoryUsage().rss
    const zip = await zipOf({ 'a.xml': users('<user>', `<first_name>${'abcdefgh'.repeat(12_500_000)}</first_name></user>`) })
    expect(await refusalOf(zip)).toBe('a.xml, line 3: The user that begins here is larger than 1,000,000 bytes.')
    expect(process.memoryUsage().rss - before).toBeLessThan(500_000_000)
  })
})
