import type { CheckResult } from './checkResult.ts'
import { sourceFiles, withoutCommentsAndStrings } from './sourceFiles.ts'

/** Something that only one place may do. */
interface Confinement {
  readonly what: string
  readonly pattern: RegExp
  readonly within: readonly string[]
  readonly except: readonly RegExp[]
}

const TESTS = /\.test\.tsx?$|\/testing\//

const confinements: readonly Confinement[] = [
  {
    what: 'shared/ is given time, identity and chance; it never takes them itself',
    // A date that is made of something says nothing of now.
    pattern:
      /(?<!\bnew )\bDate\b|\bnew Date\b(?!\([^)])|\bMath\.random\b|\bset(?:Timeout|Interval|Immediate)\b|\bperformance\b(?!:)|\bcrypto\b|\bprocess\b|\bfetch\b|\bconsole\b/,
    within: ['shared/src/**/*.ts'],
    except: [TESTS],
  },
  {
    what: 'only server/src/config.ts and main.ts, which hands it over, read the environment',
    pattern: /\bprocess\.env\b|\bprocess\[/,
    within: ['server/src/**/*.ts'],
    except: [TESTS, /^server\/src\/(?:config|main)\.ts$/],
  },
  {
    what: 'only server/src/platform/outboundHttp.ts calls the outside',
    pattern: /(?<![.\w])fetch\s*\(|\bglobalThis\.fetch\b/,
    within: ['server/src/**/*.ts'],
    except: [TESTS, /^server\/src\/platform\/outboundHttp\.ts$/],
  },
  {
    what: 'only client/src/player touches the Kaltura player',
    pattern: /\bKalturaPlayer\b/,
    within: ['client/src/**/*.{ts,tsx}'],
    except: [/^client\/src\/player\//],
  },
  {
    what: 'numbers, times and lists are written by shared/src/text/createFormat.ts',
    pattern: /\bIntl\.(?!Segmenter)|\.toLocale\w*\(|\.toFixed\(/,
    within: ['client/src/**/*.{ts,tsx}'],
    except: [TESTS],
  },
]

/** What may happen in one place alone happens there alone. */
export async function checkConfinement(): Promise<CheckResult> {
  return { problems: confinements.flatMap(breaches) }
}

function breaches({ what, pattern, within, except }: Confinement): string[] {
  return sourceFiles(within)
    .filter(({ path }) => !except.some(allowed => allowed.test(path)))
    .flatMap(({ path, text }) =>
      withoutCommentsAndStrings(text)
        .split('\n')
        .flatMap((line, index) =>
          pattern.test(line) ? [`${path}:${index + 1} ${what}: ${line.trim()}`] : [],
        ),
    )
}
