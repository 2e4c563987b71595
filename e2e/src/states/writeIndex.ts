import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type HostKind, PIXELS, pictureName, type Size, type StateGroup, sizesOf } from './state.ts'
import { SCREENS } from './takePicture.ts'

const HOSTS: Readonly<Record<HostKind, string>> = {
  discord: 'In Discord',
  browser: 'In a browser',
}
const SHOWN: Readonly<Record<Size, number>> = { desktop: 360, phone: 120, pip: 160, narrow: 120 }

/** The page that shows all pictures there are, by state. */
export function writeIndex(groups: readonly StateGroup[]): void {
  const hosts = Object.keys(HOSTS).filter((host): host is HostKind => host in HOSTS)
  const parts = hosts.map(host => [
    `## ${HOSTS[host]}`,
    ...groups.filter(each => each.host === host).map(section),
  ])
  const page = [HEAD, ...parts.flat(), ...rightToLeft()].join('\n\n')
  writeFileSync(join(SCREENS, 'README.md'), `${page}\n`)
}

const HEAD = `# What people see

Every state of the interface in every size it has, as \`pnpm screens\` finds and photographs it against the sandbox.
This page is written by that walk; the states are in \`e2e/src/states\`.

Sizes: ${Object.entries(PIXELS)
  .map(([size, { width, height }]) => `${size} ${width} × ${height}`)
  .join(', ')}.`

/** Those are taken by the test of that direction. */
function rightToLeft(): string[] {
  const names = readdirSync(SCREENS).filter(name => name.startsWith('rtl-'))
  const pictures = names.map(name => `<img src="${name}" width="240" alt="${name}">`)
  return pictures.length === 0 ? [] : ['## Read from right to left', pictures.join(' ')]
}

function section(group: StateGroup): string {
  const rows = group.states.map(state => {
    const pictures = sizesOf(group, state)
      .map(size => ({ size, path: pictureName(group, state, size) }))
      .filter(({ path }) => existsSync(join(SCREENS, path)))
      .map(({ size, path }) => `<img src="${path}" width="${SHOWN[size]}" alt="${state.title}, ${size}">`)
    return `| ${state.title} | ${pictures.join(' ')} |`
  })
  return [`### ${group.name}`, '', '| state | |', '| --- | --- |', ...rows].join('\n')
}
