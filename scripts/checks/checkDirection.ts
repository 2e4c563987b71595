import type { CheckResult } from './checkResult.ts'
import { type Import, readImports } from './imports.ts'

/** What must not be imported from where. `docs/architecture.md` says why. */
interface Rule {
  readonly why: string
  readonly from: RegExp
  /** Sources in `from` that the rule leaves alone. */
  readonly except?: RegExp
  readonly to: RegExp
  /** Targets in `to` that are fine all the same. */
  readonly allowed?: RegExp
}

/** Tests, and what is there for tests alone. */
const TEST = /\.(?:test|spec)\.tsx?$|\/testing\//

/** The browser tests and the bench run the whole product as tests do. */
const RUNS_THE_PRODUCT = new RegExp(`${TEST.source}|^(?:e2e|bench)/`)

const rules: readonly Rule[] = [
  { why: 'shared stands alone', from: /^shared\//, to: /^(?:client|server|sandbox|e2e|bench|scripts)\// },
  {
    why: 'shared needs nothing but zod',
    from: /^shared\//,
    except: TEST,
    to: /^(?:npm|node):/,
    allowed: /^npm:zod$/,
  },
  { why: 'client → shared', from: /^client\//, to: /^(?:server|sandbox|e2e|bench|scripts)\// },
  { why: 'the client runs in a browser', from: /^client\//, except: TEST, to: /^node:/ },
  {
    why: 'server → shared',
    from: /^server\//,
    // The server's tests speak with the stand-ins over HTTP.
    except: TEST,
    to: /^(?:client|sandbox|e2e|bench|scripts)\//,
  },
  { why: 'the sandbox knows nothing of ours', from: /^sandbox\//, to: /^(?!sandbox\/|npm:|node:)/ },
  { why: 'only the bench builds on it', from: /^(?!bench\/)/, to: /^bench\// },
  {
    why: 'what two features need belongs to what both stand on',
    from: /^server\/src\/features\/([^/]+)\//,
    except: TEST,
    to: /^server\/src\/features\//,
  },
  {
    why: 'main → app → transport, features → rooms → platform',
    from: /^server\/src\/(?:platform|rooms|meetings|guilds|discord|kaltura|gateway)\//,
    except: TEST,
    to: /^server\/src\/(?:main\.ts|app\.ts|assembly\/|transport\/|features\/)/,
  },
  {
    why: 'the platform is the floor',
    from: /^server\/src\/platform\//,
    except: TEST,
    to: /^server\/src\/(?:rooms|meetings|guilds|discord|kaltura)\//,
  },
  {
    why: 'only the host knows the Discord SDK',
    from: /^client\/src\/(?!host\/)/,
    to: /^npm:@discord\/embedded-app-sdk$/,
  },
  {
    why: 'rooms and player are plain TypeScript and know no view',
    from: /^client\/src\/(?:sync|player)\//,
    except: TEST,
    to: /^client\/src\/(?:app|features|ui)\/|^npm:react/,
  },
  { why: 'nothing builds on a test', from: /^/, except: RUNS_THE_PRODUCT, to: TEST },
]

/** Imports go one way: `client → shared ← server`, and inside the server from the edge to the floor. */
export async function checkDirection(): Promise<CheckResult> {
  const { files, imports } = readImports()
  const known = new Set(files.map(({ path }) => path))
  const missing = imports
    .filter(({ to }) => /\.tsx?$/.test(to) && !known.has(to))
    .map(each => `${place(each)} imports ${each.to}, which does not exist`)
  return { problems: [...missing, ...imports.flatMap(breaches), ...circles(imports)] }
}

const place = ({ from, line }: Import): string => `${from}:${line}`

function breaches(each: Import): string[] {
  return rules
    .filter(rule => rule.from.test(each.from) && !rule.except?.test(each.from))
    .filter(rule => rule.to.test(each.to) && !rule.allowed?.test(each.to) && !sameFolder(rule, each))
    .map(({ why }) => `${place(each)} imports ${each.to}: ${why}`)
}

/** A rule that captures a folder lets files of that folder import each other. */
function sameFolder({ from }: Rule, each: Import): boolean {
  const inside = from.exec(each.from)
  return inside?.[1] !== undefined && from.exec(each.to)?.[1] === inside[1]
}

/** Two files that need each other to run. What is only a type is gone by then. */
function circles(imports: readonly Import[]): string[] {
  const targets = Map.groupBy(
    imports.filter(({ typeOnly }) => !typeOnly),
    ({ from }) => from,
  )
  const found: string[] = []
  const done = new Set<string>()
  const walk = (path: string, trail: readonly string[]): void => {
    if (trail.includes(path))
      found.push(`${[...trail.slice(trail.indexOf(path)), path].join(' → ')}: a circle`)
    if (done.has(path) || trail.includes(path)) return
    for (const { to } of targets.get(path) ?? []) walk(to, [...trail, path])
    done.add(path)
  }
  for (const path of targets.keys()) walk(path, [])
  return found
}
