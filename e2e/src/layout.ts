import type { Person } from './person.ts'

/** What is cut off or lies over something else, in words; empty where everything has its place. */
export async function layoutFaults(person: Person): Promise<string[]> {
  return (await person.frame()).evaluate(() => {
    const SLACK_PX = 1.5
    const name = (element: Element): string =>
      `<${element.tagName.toLowerCase()}> ${(element.getAttribute('aria-label') ?? element.textContent ?? '').trim().slice(0, 40)}`
    const isShown = (element: Element): boolean =>
      element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) &&
      element.closest('.visuallyHidden, [aria-hidden="true"], [inert]') === null
    const scrolls = (element: Element | null): boolean =>
      element !== null &&
      (/auto|scroll/.test(getComputedStyle(element).overflow) || scrolls(element.parentElement))

    const controls = Array.from(
      document.querySelectorAll('button, a[href], input, select, textarea, [role="slider"]'),
    )
      .filter(isShown)
      .map(element => ({ element, box: element.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 1 && box.height > 1)
    const outside = controls
      .filter(({ element, box }) => {
        const beside = box.left < -SLACK_PX || box.right > innerWidth + SLACK_PX
        const below = box.top < -SLACK_PX || box.bottom > innerHeight + SLACK_PX
        return (beside || below) && !scrolls(element.parentElement)
      })
      .map(({ element }) => `${name(element)} is outside`)

    const isUnder = (one: Element, other: Element): boolean => one.contains(other) || other.contains(one)
    const overlapping = controls.flatMap(({ element, box }, index) =>
      controls.slice(index + 1).flatMap(({ element: other, box: its }) => {
        const width = Math.min(box.right, its.right) - Math.max(box.left, its.left)
        const height = Math.min(box.bottom, its.bottom) - Math.max(box.top, its.top)
        if (width <= SLACK_PX || height <= SLACK_PX || isUnder(element, other)) return []
        // One that stands wholly on another was put there.
        const [small, smallest] = [Math.min(box.width, its.width), Math.min(box.height, its.height)]
        if (width >= small - SLACK_PX && height >= smallest - SLACK_PX) return []
        // What lies below a sheet or a dialog isn't in anybody's way.
        const at = document.elementFromPoint(
          Math.max(box.left, its.left) + width / 2,
          Math.max(box.top, its.top) + height / 2,
        )
        const layers = [element, other].map(each => each.closest('[role="dialog"], aside, [role="menu"]'))
        if (layers[0] !== layers[1] || at === null) return []
        return [`${name(element)} and ${name(other)} overlap`]
      }),
    )

    const cut = Array.from(document.querySelectorAll('button, h1, h2, h3, p, li, label, [role="tab"]'))
      .filter(isShown)
      .filter(element => {
        const { overflowX, textOverflow } = getComputedStyle(element)
        const isMeant = textOverflow === 'ellipsis' || getComputedStyle(element).webkitLineClamp !== 'none'
        return overflowX === 'hidden' && !isMeant && element.scrollWidth > element.clientWidth + SLACK_PX
      })
      .map(element => `${name(element)} is cut off`)

    const { scrollWidth, clientWidth } = document.documentElement
    const wide =
      scrollWidth > clientWidth + SLACK_PX ? [`the page is ${scrollWidth - clientWidth} px too wide`] : []
    return [...wide, ...outside, ...overlapping, ...cut]
  })
}
