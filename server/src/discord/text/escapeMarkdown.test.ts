import { describe, expect, it } from 'vitest'
import { escapeMarkdown } from './escapeMarkdown.ts'

describe('text from outside in a message', () => {
  it.each([
    ['Plain words, 100 % ü 🎬', 'Plain words, 100 % ü 🎬'],
    [
      '**bold** _it_ ~~no~~ `code` ||spoiler||',
      String.raw`\*\*bold\*\* \_it\_ \~\~no\~\~ \`code\` \|\|spoiler\|\|`,
    ],
    ['# Title', String.raw`\# Title`],
    ['> quote', String.raw`\> quote`],
    ['- item', String.raw`\- item`],
    ['1. item', String.raw`1\. item`],
    [String.raw`\*`, String.raw`\\\*`],
    ['[free](https://evil.test)', String.raw`\[free\]\(https\://evil.test\)`],
    ['@everyone', String.raw`\@everyone`],
    [
      '<@123> <@&1> <#2> </x:3> <:e:4> <t:5>',
      String.raw`\<\@123\> \<\@&1\> \<\#2\> \</x\:3\> \<\:e\:4\> \<t\:5\>`,
    ],
    ['one\ntwo\r\n\tthree', 'one two three'],
    ['\u202egnp.exe', 'gnp.exe'],
    ['  \u2066x\u2069\u0000 ', 'x'],
    ['שלום', '\u2068שלום\u2069'],
    ['\ud800x', '\ufffdx'],
    ['', ''],
  ])('%j is shown as it stands (ASVS 1.2.1)', (text, escaped) => {
    expect(escapeMarkdown(text)).toBe(escaped)
  })

  it('keeps emoji that are made of several', () => {
    expect(escapeMarkdown('👩‍👩‍👧')).toBe('👩‍👩‍👧')
  })
})
